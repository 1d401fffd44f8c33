package guichet.keystore;

import guichet.crypto.Certificate;
import java.util.List;

/// What became of a certificate that came in.
public sealed interface Imported {
    /// What it told.
    enum News {
        /** A key never seen before. */
        NEW,
        /** Something that was not known of a known key: a revocation, another expiry, another user id. */
        UPDATED,
        /** Nothing. */
        NONE
    }

    /// Somebody else's key, as it is known now.
    ///
    /// @param raised the alarms that it raised just now
    record Theirs(News news, KnownKey key, List<KeyAlarm> raised) implements Imported {
        public Theirs {
            raised = List.copyOf(raised);
        }
    }

    /// One of our own keys, kept with its owner and not among the others'.
    record Ours(News news, Certificate certificate) implements Imported {
    }

    /// More than [Keyring#LARGEST_CERTIFICATE] bytes, alone or with what is known of it already; nothing was kept of it.
    record TooLarge() implements Imported {
    }
}
