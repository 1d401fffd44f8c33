package guichet.transports.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A signal-cli, the real one or another, driven without any of our code.
final class CliProcess implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final Thread errorReader;

    private CliProcess(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        this.errorReader = read(process.errorReader(StandardCharsets.UTF_8), errors::add);
        read(new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)), lines::add);
    }

    static CliProcess start(Path program, @Nullable Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (output != null) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        }
        return new CliProcess(builder.start());
    }

    void send(String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    void closeInput() throws IOException {
        input.close();
    }

    /// The next line, which must come within a minute.
    String line() throws InterruptedException {
        String line = lines.poll(SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no line; standard error: " + errors());
        }
        return line;
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        errorReader.join();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }

    String errors() {
        return String.join("\n", errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Thread read(BufferedReader from, java.util.function.Consumer<String> to) {
        return Thread.ofVirtual().start(() -> {
            try (from) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                    to.accept(line);
                }
            } catch (IOException e) {
                // It has ended.
            }
        });
    }
}
