package guichet.keystore;

import java.util.Optional;

/// Whether something may be sent to somebody on Signal.
public sealed interface SignalChoice {
    /// It may; only [SignalIdentities] says so.
    final class Usable implements SignalChoice {
        private final SignalIdentity identity;

        Usable(SignalIdentity identity) {
            this.identity = identity;
        }

        /// Its key is empty where a person has said that the one that turns up first is to be taken.
        public SignalIdentity identity() {
            return identity;
        }

        @Override
        public String toString() {
            return "Usable[" + identity.id() + "]";
        }
    }

    /// Nothing may be sent.
    ///
    /// @param known what is known of them, where anything is
    record Unusable(Why why, Optional<SignalIdentity> known) implements SignalChoice {
    }

    enum Why {
        /** No safety number of theirs has been seen, and nobody has said to take the first. */
        NOT_MET,
        /** Nobody has looked at their safety number. */
        NOT_ACCEPTED,
        /** Another safety number than the one that was looked at. */
        CHANGED,
        /** A person said that nothing is to be sent to them. */
        DISTRUSTED,
        /** A group, of whose members this does not know. */
        GROUP
    }
}
