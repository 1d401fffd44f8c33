package guichet.keystore;

import guichet.crypto.Certificate;
import java.time.Duration;

/// How giving one of our own keys another end came out. Nothing was changed but where it is [Done].
public sealed interface Extension {
    /// What is proposed where a person names no day.
    Duration USUAL = Duration.ofDays(365);

    /// It holds. Those who write to us need the certificate anew; what we send from now on brings it along.
    record Done(Certificate certificate) implements Extension {
    }

    /// It is no key of this person's.
    record NotTheirs() implements Extension {
    }

    /// It was taken back, for good.
    record Revoked() implements Extension {
    }

    /// A key can't end then: the time has passed, or is more than 136 years after the key was made.
    record NotThen() implements Extension {
    }

    /// What would sign it is not in this vault: the primary key's secret part is on a card, say.
    record SecretElsewhere() implements Extension {
    }
}
