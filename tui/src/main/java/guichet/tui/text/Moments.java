package guichet.tui.text;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Times and sizes in the words of the person who reads them, in their time zone (the clock's).
public final class Moments {
    private final Texts texts;
    private final Clock clock;

    public Moments(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /// As short as it can be without doubt: `14:01` today, `hier`, `3 nov.`, `3 nov. 2025`.
    public String brief(Instant when) {
        ZonedDateTime local = when.atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        long daysAgo = ChronoUnit.DAYS.between(local.toLocalDate(), today);
        if (daysAgo == 0) {
            return format("time.clock", local);
        }
        if (daysAgo == 1) {
            return texts.say("time.yesterday");
        }
        return format(local.getYear() == today.getYear() ? "time.day" : "time.day-year", local);
    }

    /// `14:01`, whatever the day.
    public String clock(Instant when) {
        return format("time.clock", when.atZone(clock.getZone()));
    }

    /// The whole of it: `lundi 23 novembre 2026 à 14:01`.
    public String full(Instant when) {
        return format("time.full", when.atZone(clock.getZone()));
    }

    /// A time to come: `14:01` today, else the whole of it.
    public String soon(Instant when) {
        ZonedDateTime local = when.atZone(clock.getZone());
        return format(local.toLocalDate().equals(LocalDate.now(clock)) ? "time.clock" : "time.full", local);
    }

    /// A day: `3 nov. 2026`.
    public String day(Instant when) {
        return format("time.day-year", when.atZone(clock.getZone()));
    }

    /// Whole minutes, at least one.
    public String minutes(Duration duration) {
        return texts.count("time.minutes", Math.max(1, duration.plusSeconds(59).toMinutes()));
    }

    /// A size in the unit that fits: `812 o`, `1,4 Mo`.
    public String size(long bytes) {
        if (bytes < 1000) {
            return texts.say("size.bytes", bytes);
        }
        NumberFormat number = NumberFormat.getNumberInstance(texts.lang().locale());
        number.setMaximumFractionDigits(1);
        if (bytes < 1_000_000) {
            return texts.say("size.kilobytes", number.format(bytes / 1e3));
        }
        return texts.say("size.megabytes", number.format(bytes / 1e6));
    }

    private String format(String patternKey, ZonedDateTime local) {
        return DateTimeFormatter.ofPattern(texts.say(patternKey), texts.lang().locale()).format(local);
    }
}
