package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.time.Instant;

/// A service of the organisation's own (a forum, a board) that writes signed notifications: its address and the one key that it signs with,
/// pinned by a person.
///
/// @param name   what people call it
/// @param since  when a person said so
/// @param unread how many of its messages nobody has read
public record MachineRule(Address address, Fingerprint key, String name, Heard heard, Instant since, int unread) {

    /// Whether its new messages count as something to be read. Names are stored: never rename one.
    public enum Heard {
        COUNTED, MUTED
    }
}
