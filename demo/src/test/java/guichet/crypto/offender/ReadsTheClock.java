package guichet.crypto.offender;

import java.time.Clock;

final class ReadsTheClock {
    Clock forbidden() {
        return Clock.systemUTC();
    }
}
