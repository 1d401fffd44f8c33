package guichet.inbox.mime;

import guichet.keystore.Address;
import java.util.Optional;

/// How far a message says that it is one of the chat's.
///
/// @param inside  what the encrypted part says; empty where nothing is encrypted, or nothing of the chat stands in it
/// @param outside what anyone on the way can read, and write
/// @param author  whom it shows as its author, where inside and outside agree on one address
public record ChatClaim(Optional<ChatHeaders> inside, Outside outside, Optional<Address> author) {
    public static final ChatClaim NONE = new ChatClaim(Optional.empty(), new Outside(Says.NOTHING, Optional.empty()),
            Optional.empty());

    /// @param group a room that it names in the clear
    public record Outside(Says says, Optional<String> group) {
    }

    public enum Says {
        CHAT, NOTHING
    }

    /// Whether it speaks of the chat anywhere.
    public boolean isMade() {
        return inside.isPresent() || outside.says() == Says.CHAT;
    }
}
