package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs another program to its end, with bytes in and bytes out, for a minute at most.
public final class Peer {
    private Peer() {
    }

    /// What a program did.
    public static final class Ran {
        private final int exit;
        private final byte[] out;
        private final String errors;

        Ran(int exit, byte[] out, String errors) {
            this.exit = exit;
            this.out = out;
            this.errors = errors;
        }

        public int exit() {
            return exit;
        }

        /// Standard output.
        public byte[] out() {
            return out;
        }

        /// Standard output as text.
        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        /// Standard error.
        public String errors() {
            return errors;
        }

        /// This, where the program ended well; else an AssertionError that says what it wrote.
        public Ran good() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + "\n" + errors);
            }
            return this;
        }
    }

    /// Runs it in a folder, with these variables added to the environment.
    public static Ran run(Path folder, Map<String, String> environment, byte[] in, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            CompletableFuture<byte[]> out = read(process.getInputStream());
            CompletableFuture<byte[]> errors = read(process.getErrorStream());
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(in);
            } catch (IOException e) {
                // It ended before it had read everything: its exit code tells.
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + command);
            }
            return new Ran(process.exitValue(), out.join(), new String(errors.join(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<byte[]> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
