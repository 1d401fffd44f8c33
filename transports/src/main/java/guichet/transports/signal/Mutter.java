package guichet.transports.signal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What signal-cli says on its standard error, read for a few things that it says nowhere else. The rest is dropped unread: it may name
/// people. Holds one line of at most [#LONGEST] bytes.
final class Mutter {
    private static final int LONGEST = 2000;
    private static final Pattern RECONNECTING = Pattern
            .compile("ReceiveHelper - Connection closed unexpectedly, reconnecting in (\\d{1,9}) ms");

    private record Sign(String words, SignalTrouble trouble) {
    }

    /// signal-cli 0.13.19's own words, and those of its start script and of Java.
    private static final List<Sign> SIGNS = List.of(new Sign(" is not registered.", SignalTrouble.NOT_LINKED),
            new Sign("Invalid account (phone number)", SignalTrouble.NOT_LINKED),
            new Sign("UnsupportedClassVersionError", SignalTrouble.JAVA_TOO_OLD),
            new Sign("no 'java' command could be found", SignalTrouble.NO_JAVA),
            new Sign("JAVA_HOME is set to an invalid directory", SignalTrouble.NO_JAVA),
            new Sign("Missing required native library", SignalTrouble.NO_NATIVE_LIBRARY),
            new Sign("UnsatisfiedLinkError", SignalTrouble.NO_NATIVE_LIBRARY),
            new Sign("Config file is in use by another instance", SignalTrouble.IN_USE),
            new Sign("No space left on device", SignalTrouble.NO_ROOM),
            new Sign("Read-only file system", SignalTrouble.FOLDER_UNUSABLE),
            new Sign("Permission denied", SignalTrouble.FOLDER_UNUSABLE),
            new Sign("AccessDeniedException", SignalTrouble.FOLDER_UNUSABLE),
            new Sign("Failed to read local accounts list", SignalTrouble.FOLDER_UNUSABLE),
            new Sign("DeprecatedVersionException", SignalTrouble.VERSION_REFUSED));

    sealed interface Heard {
        /// signal-cli has lost the service and tries again after that long.
        record Reconnecting(Duration in) implements Heard {
        }

        /// It waits for another signal-cli that serves the account, or no longer does.
        record Waiting(boolean still) implements Heard {
        }
    }

    private final InputStream from;
    private final Consumer<Heard> to;
    private volatile Optional<SignalTrouble> last = Optional.empty();

    Mutter(InputStream from, Consumer<Heard> to) {
        this.from = from;
        this.to = to;
    }

    /// The last thing of importance that was said.
    Optional<SignalTrouble> last() {
        return last;
    }

    /// Reads until it ends.
    void run() {
        byte[] chunk = new byte[4096];
        byte[] line = new byte[LONGEST];
        int size = 0;
        try (from) {
            for (int got = from.read(chunk); got >= 0; got = from.read(chunk)) {
                for (int i = 0; i < got; i++) {
                    if (chunk[i] == '\n') {
                        hear(new String(line, 0, size, StandardCharsets.UTF_8));
                        size = 0;
                    } else if (size < LONGEST) {
                        line[size++] = chunk[i];
                    }
                }
            }
            hear(new String(line, 0, size, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The process is gone.
        }
    }

    private void hear(String line) {
        Matcher reconnecting = RECONNECTING.matcher(line);
        if (reconnecting.find()) {
            to.accept(new Heard.Reconnecting(Duration.ofMillis(Long.parseLong(reconnecting.group(1)))));
        }
        if (line.contains("Config file lock acquired")) {
            last = Optional.empty();
            to.accept(new Heard.Waiting(false));
        }
        SIGNS.stream().filter(sign -> line.contains(sign.words())).findFirst().map(Sign::trouble).ifPresent(trouble -> {
            last = Optional.of(trouble);
            if (trouble == SignalTrouble.IN_USE) {
                to.accept(new Heard.Waiting(true));
            }
        });
    }
}
