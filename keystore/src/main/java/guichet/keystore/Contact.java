package guichet.keystore;

import java.util.List;
import java.util.Optional;

/// A person outside, with their addresses on every channel.
///
/// @param addresses the first one is written to where nothing else is said; each belongs to one contact only
/// @param language `fr` or `en`, as they read it; empty: not known
public record Contact(ContactId id, String name, List<Address> addresses, Optional<String> language) {
    public Contact {
        addresses = List.copyOf(addresses);
    }
}
