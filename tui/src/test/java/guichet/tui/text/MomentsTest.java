package guichet.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T13:01:00Z"), ZoneId.of("Europe/Paris"));
    private final Moments french = new Moments(Texts.in(Lang.FR), CLOCK);
    private final Moments english = new Moments(Texts.in(Lang.EN), CLOCK);

    @Test
    void timesAreAsShortAsTheyCanBe() {
        assertEquals("14:01", french.brief(CLOCK.instant()));
        assertEquals("hier", french.brief(Instant.parse("2026-11-22T22:59:00Z")));
        assertEquals("00:30", french.brief(Instant.parse("2026-11-22T23:30:00Z")));
        assertEquals("3 nov.", french.brief(Instant.parse("2026-11-03T08:00:00Z")));
        assertEquals("3 Nov 2025", english.brief(Instant.parse("2025-11-03T08:00:00Z")));
        assertEquals("lundi 23 novembre 2026 à 14:01", french.full(CLOCK.instant()));
        assertEquals("Monday 23 November 2026 at 14:01", english.full(CLOCK.instant()));
    }

    @Test
    void durationsRoundUpToMinutes() {
        assertEquals("1 min", french.minutes(Duration.ofSeconds(2)));
        assertEquals("10 min", french.minutes(Duration.ofSeconds(541)));
    }

    @Test
    void sizesTakeTheUnitThatFits() {
        assertEquals("812 o", french.size(812));
        assertEquals("1,4 Mo", french.size(1_400_000));
        assertEquals("20.5 kB", english.size(20_500));
    }
}
