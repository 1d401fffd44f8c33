package guichet.transports.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Delta Chat's core as a program: JSON-RPC 2.0, one value a line, over its standard streams. Any thread may call.
final class RpcProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int LOG_LINES = 200;

    private final Process process;
    private final OutputStream input;
    private final Map<Long, CompletableFuture<Json>> pending = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<String> log = new ConcurrentLinkedDeque<>();
    private final AtomicLong ids = new AtomicLong();

    private RpcProcess(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        Thread.ofVirtual().start(this::readAnswers);
        Thread.ofVirtual().start(this::readLog);
    }

    /// @param accounts a folder that does not exist yet: it makes it and keeps everything in it
    static RpcProcess start(Path program, Path accounts) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "RUST_LOG", "warn",
                "DC_ACCOUNTS_PATH", accounts.toString()));
        return new RpcProcess(builder.start());
    }

    /// What the method gives back.
    ///
    /// @throws IOException where it gives an error instead, or does not answer
    Json call(String method, @Nullable Object... parameters) throws IOException, InterruptedException {
        long id = ids.incrementAndGet();
        CompletableFuture<Json> answer = new CompletableFuture<>();
        pending.put(id, answer);
        String line = Json.write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params",
                new ArrayList<>(Arrays.asList(parameters))));
        synchronized (input) {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }
        try {
            Json said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!said.get("error").missing()) {
                throw new IOException(method + ": " + Json.write(said.get("error").value()));
            }
            return said.get("result");
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(method + " is not answered; " + log(), e);
        }
    }

    /// The newest lines of its log.
    String log() {
        return String.join("\n", List.copyOf(log));
    }

    /// Killed: nothing of it is wanted any more, and by itself it takes seconds to end.
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Json answer = Json.read(line);
                CompletableFuture<Json> waiting = answer.get("id").missing()
                        ? null
                        : pending.remove(answer.get("id").number());
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
        pending.values().forEach(waiting -> waiting.completeExceptionally(new IOException("it has ended")));
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (log.size() > LOG_LINES) {
                    log.poll();
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }
}
