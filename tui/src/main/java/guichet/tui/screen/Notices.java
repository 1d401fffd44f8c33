package guichet.tui.screen;

import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one sentence at the bottom of the screen: what has just been done, or what went wrong.
final class Notices {
    private static final Duration SHOWN = Duration.ofSeconds(12);
    private static final Duration READ_IN = Duration.ofSeconds(3);
    private final Clock clock;
    private @Nullable Notice current;

    record Notice(Printable text, Role role, Instant until) {
    }

    Notices(Clock clock) {
        this.clock = clock;
    }

    void tell(Printable text) {
        current = new Notice(text, Role.STATUS, clock.instant().plus(SHOWN));
    }

    void warn(Printable text) {
        current = new Notice(text, Role.ERROR, clock.instant().plus(SHOWN));
    }

    /// The person goes on: what has been there long enough to be read goes.
    void keyPressed() {
        Notice shown = current;
        if (shown != null && shown.until.minus(SHOWN).plus(READ_IN).isBefore(clock.instant())) {
            current = null;
        }
    }

    Optional<Notice> current() {
        return Optional.ofNullable(current).filter(notice -> notice.until.isAfter(clock.instant()));
    }
}
