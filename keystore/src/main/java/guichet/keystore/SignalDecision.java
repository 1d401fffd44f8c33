package guichet.keystore;

import guichet.keystore.vault.Row;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.Optional;

/// What was decided last about somebody on Signal.
///
/// @param identityKey the key that it is about; [#FIRST]: the one that turns up first
/// @param by          empty: nobody, on first use
record SignalDecision(String identityKey, Verdict verdict, Optional<String> by, Instant when, Optional<String> how) {
    /// Stands where no key has been seen yet.
    static final String FIRST = "";

    enum Verdict {
        ACCEPTED(SignalTrust.ACCEPTED), VERIFIED(SignalTrust.VERIFIED), DISTRUSTED(SignalTrust.DISTRUSTED);

        private final SignalTrust trust;

        Verdict(SignalTrust trust) {
            this.trust = trust;
        }

        SignalTrust trust() {
            return trust;
        }
    }

    static Optional<SignalDecision> last(Row row) throws VaultException {
        Optional<String> verdict = row.textOrNone("verdict");
        if (verdict.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SignalDecision(row.text("decided_key"), Verdict.valueOf(verdict.get()),
                row.textOrNone("person"), row.time("decided"), row.textOrNone("how")));
    }

    /// The trust in somebody now. Distrust is about them, everything else about the very key that was decided about last.
    ///
    /// @param changed whether a change was reported that nobody has decided about since
    static SignalTrust trust(Optional<SignalDecision> last, Optional<SafetyNumber> key, boolean changed) {
        if (last.isEmpty()) {
            return SignalTrust.UNKNOWN;
        }
        if (last.get().verdict() == Verdict.DISTRUSTED) {
            return SignalTrust.DISTRUSTED;
        }
        boolean same = last.get().identityKey().equals(key.map(SafetyNumber::identityKey).orElse(FIRST));
        return same && !changed ? last.get().verdict().trust() : SignalTrust.CHANGED;
    }
}
