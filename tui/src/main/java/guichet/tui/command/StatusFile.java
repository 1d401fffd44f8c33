package guichet.tui.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What monitoring may read without a passphrase: which probes found what state, and when. No names, no addresses, no content.
final class StatusFile {
    private static final String NAME = "status";
    private static final Duration FRESH = Duration.ofHours(26);
    private static final Pattern LINE = Pattern
            .compile("(vault|journal|disk|swap|keys|channels|outbox) (OK|WARNING|CRITICAL|UNKNOWN)");

    private StatusFile() {
    }

    static void write(Path folder, Clock clock, List<Finding> findings) throws IOException {
        String lines = findings.stream().collect(Collectors.groupingBy(Finding::check, java.util.LinkedHashMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Finding::worst))).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n").collect(Collectors.joining());
        Path fresh = folder.resolve(NAME + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, JsonLine.rfc3339(clock.instant()) + "\n" + lines);
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static List<Finding> read(Path folder, Clock clock) throws Failure {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve(NAME));
        } catch (IOException e) {
            return List.of(new Finding("status", Finding.State.UNKNOWN, "missing", List.of()));
        }
        Instant written;
        try {
            written = Instant.parse(lines.isEmpty() ? "" : lines.getFirst());
        } catch (java.time.format.DateTimeParseException e) {
            return List.of(new Finding("status", Finding.State.UNKNOWN, "missing", List.of()));
        }
        List<Finding> findings = new ArrayList<>();
        if (written.plus(FRESH).isBefore(clock.instant())) {
            findings.add(new Finding("status", Finding.State.WARNING, "old", List.of(lines.getFirst())));
        }
        lines.stream().map(LINE::matcher).filter(java.util.regex.Matcher::matches)
                .forEach(line -> findings.add(line.group(2).equals("OK")
                        ? Finding.ok(line.group(1))
                        : new Finding(line.group(1), Finding.State.valueOf(line.group(2)), "bad", List.of())));
        return findings;
    }
}
