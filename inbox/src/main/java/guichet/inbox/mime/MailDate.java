package guichet.inbox.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Date header (RFC 5322, section 3.3), with the obsolete forms when reading.
final class MailDate {
    private static final Pattern FORM = Pattern
            .compile("(?:[A-Za-z]{3,9}\\s*,?\\s+)?(\\d{1,2})[\\s-]+([A-Za-z]{3})[A-Za-z]*"
                    + "[\\s-]+(\\d{2,4})\\s+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:[.,]\\d{1,9})?\\s*([+-]\\d{4}|[A-Za-z]{1,5})?.*");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,100}\\)");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct",
            "nov", "dec");
    private static final Map<String, Integer> ZONES = Map.of("EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7,
            "MDT",
            -6, "PST", -8, "PDT", -7);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'",
            Locale.ENGLISH);
    private static final int LONGEST = 200;

    private MailDate() {
    }

    static String inUtc(Instant time) {
        return UTC.format(time.atOffset(ZoneOffset.UTC));
    }

    /// Empty where it is no date, or none between 1970 and 9999.
    static Optional<Instant> parse(String field) {
        if (field.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(COMMENT.matcher(field).replaceAll(" ").strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(form.group(2).toLowerCase(Locale.ROOT)) + 1;
        int year = Integer.parseInt(form.group(3));
        if (form.group(3).length() < 4) {
            year += year < 50 ? 2000 : 1900;
        }
        int second = form.group(6) == null ? 0 : Math.min(59, Integer.parseInt(form.group(6)));
        try {
            Instant time = OffsetDateTime.of(year, month, Integer.parseInt(form.group(1)),
                    Integer.parseInt(form.group(4)), Integer.parseInt(form.group(5)), second, 0, zone(form.group(7)))
                    .toInstant();
            return time.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(@Nullable String claimed) {
        if (claimed == null) {
            return ZoneOffset.UTC;
        }
        if (claimed.charAt(0) == '+' || claimed.charAt(0) == '-') {
            int minutes = Integer.parseInt(claimed.substring(1, 3)) * 60 + Integer.parseInt(claimed.substring(3));
            return ZoneOffset.ofTotalSeconds((claimed.charAt(0) == '-' ? -minutes : minutes) * 60);
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(claimed.toUpperCase(Locale.ROOT), 0));
    }
}
