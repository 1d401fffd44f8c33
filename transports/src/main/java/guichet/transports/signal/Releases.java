package guichet.transports.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When each signal-cli was published, as far as this Guichet knows: signal-cli itself does not say. Its makers warn that a version older
/// than about three months may stop working.
public final class Releases {
    private static final int MONTHS = 3;
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    private final NavigableMap<Version, LocalDate> dates;

    private Releases(NavigableMap<Version, LocalDate> dates) {
        this.dates = dates;
    }

    /// How old a program is.
    public sealed interface Age {
        record Recent(LocalDate published) implements Age {
        }

        /// More than three months: published then, or before.
        record Old(LocalDate published) implements Age {
        }

        /// This Guichet does not know that version: it came out after `known`, when the newest one that it knows did, or it is no
        /// version at all.
        record Unknown(LocalDate known) implements Age {
        }
    }

    private record Version(int major, int minor, int patch, int more) implements Comparable<Version> {

        static Optional<Version> parse(String text) {
            Matcher form = FORM.matcher(text);
            return form.matches()
                    ? Optional.of(new Version(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)),
                            Integer.parseInt(form.group(3)),
                            form.group(4) == null ? 0 : Integer.parseInt(form.group(4))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Version other) {
            int order = Integer.compare(major, other.major);
            order = order != 0 ? order : Integer.compare(minor, other.minor);
            order = order != 0 ? order : Integer.compare(patch, other.patch);
            return order != 0 ? order : Integer.compare(more, other.more);
        }
    }

    public static Releases known() {
        Properties table = new Properties();
        try (InputStream in = Releases.class.getResourceAsStream("releases.properties")) {
            if (in == null) {
                throw new IllegalStateException("releases.properties is missing");
            }
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NavigableMap<Version, LocalDate> dates = new TreeMap<>();
        table.forEach((version, date) -> dates.put(Version.parse(version.toString()).orElseThrow(),
                LocalDate.parse(date.toString())));
        return new Releases(dates);
    }

    /// @param version as `signal-cli --version` gives it, without the name
    public Age age(String version, LocalDate today) {
        LocalDate newest = dates.lastEntry().getValue();
        Optional<Version> asked = Version.parse(version);
        if (asked.isEmpty() || asked.get().compareTo(dates.lastKey()) > 0) {
            return new Age.Unknown(newest);
        }
        // A version between two that are known was published before the later one.
        Map.Entry<Version, LocalDate> entry = dates.ceilingEntry(asked.get());
        LocalDate published = entry == null ? newest : entry.getValue();
        return published.isBefore(today.minusMonths(MONTHS)) ? new Age.Old(published) : new Age.Recent(published);
    }
}
