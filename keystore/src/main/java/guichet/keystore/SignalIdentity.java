package guichet.keystore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of somebody on Signal.
///
/// @param aci         who they are; empty as long as only a number or a name is known
/// @param number      the one that Signal's service gave last
/// @param profileName what they call themselves: a claim
/// @param contact     the person of ours whom somebody said that they are
/// @param key         seen last; empty: none yet
/// @param trust       in that key, now
/// @param by          whose decision it is; empty: nobody's, or on first use
/// @param how         how the safety numbers were compared, or why it is distrusted, in the person's words
/// @param timer       after which messages vanish on telephones; zero: they stay
public record SignalIdentity(SignalIdentityId id, Optional<SignalRecipient.Aci> aci,
        Optional<SignalRecipient.PhoneNumber> number, Optional<SignalRecipient.Username> username, String profileName,
        Optional<ContactId> contact, Optional<SafetyNumber> key, SignalTrust trust, Optional<String> by,
        Optional<Instant> when, Optional<String> how, Duration timer) {

    /// By what they are written to: who they are, where that is known.
    public Optional<SignalRecipient> recipient() {
        return aci.<SignalRecipient>map(known -> known).or(() -> number).or(() -> username);
    }

    /// By what people know them: the number, where it is known.
    public Optional<SignalRecipient> shown() {
        return number.<SignalRecipient>map(known -> known).or(() -> username).or(() -> aci);
    }
}
