package guichet.keystore;

import guichet.crypto.Certificate;
import java.util.List;

/// Where a key for an address can be asked for outside. Whom it asks learns that somebody here is interested in that address: only by a
/// person's act.
///
/// Any thread; [#look] waits for the answer.
@FunctionalInterface
public interface KeyDirectory {
    Looked look(Address address);

    /// What came of it.
    sealed interface Looked {
        /// Keys that say that they are this address's. Whether they are, a person has to find out.
        ///
        /// @param host who answered
        record Found(String host, List<Certificate> keys) implements Looked {
            public Found {
                keys = List.copyOf(keys);
            }
        }

        /// There is none for this address.
        record Nothing(String host) implements Looked {
        }

        /// It could not be asked, or gave nothing that could be used.
        record Failed(String host, Why why) implements Looked {
        }
    }

    enum Why {
        /** The domain has no such directory, or does not answer. */
        UNREACHABLE,
        /** Its certificate does not check. */
        NOT_TRUSTED,
        /** It took too long. */
        SLOW,
        /** It answered with an error, or with something that is no key. */
        UNUSABLE,
        /** It sent more than any key is. */
        TOO_LARGE,
        /** What it sent are somebody else's keys. */
        OTHERS
    }
}
