package guichet.demo.signal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// What was asked for, as far as the stand-in understands signal-cli's options. Global ones come before the command.
record CommandLine(Path config, Optional<String> account, Optional<String> output, String command,
        ReceiveMode receiveMode, String deviceName, Optional<Path> socket) {

    enum ReceiveMode {
        ON_START, MANUAL
    }

    /// A command line that signal-cli would refuse; it ends with 1 and says so on its standard error.
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(String... arguments) throws UsageException {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Optional<Path> config = Optional.empty();
        Optional<String> account = Optional.empty();
        Optional<String> output = Optional.empty();
        while (!left.isEmpty() && left.peek().startsWith("-")) {
            String option = left.pop();
            switch (option) {
                case "-c", "--config" -> config = Optional.of(Path.of(value(option, left)));
                case "-a", "--account", "-u", "--username" -> account = Optional.of(value(option, left));
                case "-o", "--output" -> output = Optional.of(value(option, left));
                case "--trust-new-identities", "--service-environment", "--log-file" -> value(option, left);
                case "-v", "--verbose", "--scrub-log", "--disable-send-log" -> {
                }
                case "--version" -> {
                    return new CommandLine(Path.of("."), account, output, "--version", ReceiveMode.ON_START, "cli",
                            Optional.empty());
                }
                default -> throw new UsageException("signal-cli: error: unrecognized arguments: '" + option + "'");
            }
        }
        if (left.isEmpty()) {
            throw new UsageException("signal-cli: error: too few arguments");
        }
        String command = left.pop();
        ReceiveMode mode = ReceiveMode.ON_START;
        String name = "cli";
        Optional<Path> socket = Optional.empty();
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--receive-mode" -> mode = mode(value(option, left));
                case "--receive-mode=manual" -> mode = ReceiveMode.MANUAL;
                case "-n", "--name" -> name = value(option, left);
                case "--ignore-attachments", "--ignore-stories", "--send-read-receipts" -> {
                }
                default -> {
                    if (!option.startsWith("--socket=")) {
                        throw new UsageException("signal-cli: error: unrecognized arguments: '" + option + "'");
                    }
                    socket = Optional.of(Path.of(option.substring("--socket=".length())));
                }
            }
        }
        return new CommandLine(
                config.orElseThrow(() -> new UsageException("the stand-in needs --config and never guesses a folder")),
                account, output, command, mode, name, socket);
    }

    private static ReceiveMode mode(String word) throws UsageException {
        return switch (word) {
            case "on-start" -> ReceiveMode.ON_START;
            case "manual" -> ReceiveMode.MANUAL;
            default -> throw new UsageException("signal-cli: error: argument --receive-mode: invalid choice");
        };
    }

    private static String value(String option, Deque<String> left) throws UsageException {
        if (left.isEmpty()) {
            throw new UsageException("signal-cli: error: argument " + option + ": expected one argument");
        }
        return left.pop();
    }
}
