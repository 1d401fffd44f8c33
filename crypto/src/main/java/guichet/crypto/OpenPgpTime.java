package guichet.crypto;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/// Times as Bouncy Castle takes them; OpenPGP counts in seconds.
@SuppressWarnings("JavaUtilDate") // Bouncy Castle's interface has nothing else
final class OpenPgpTime {
    private OpenPgpTime() {
    }

    static Date of(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
