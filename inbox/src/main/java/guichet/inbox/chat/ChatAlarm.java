package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.Optional;

/// Another key turned up for a colleague's address, on a message or in a room's list. Waits for a person.
///
/// @param pinned when it turned up
/// @param room   that stands still since then; empty: none does
public record ChatAlarm(long id, Address address, Fingerprint pinned, Fingerprint other, Optional<RoomId> room,
        Instant raised) {
}
