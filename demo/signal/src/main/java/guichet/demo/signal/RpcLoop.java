package guichet.demo.signal;

import guichet.demo.signal.CommandLine.ReceiveMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// `jsonRpc`: a request a line, each answered on a thread of its own, and what people send in between. Ends when its
/// input does.
final class RpcLoop {
    private final CommandLine asked;
    private final LocalAccounts accounts;
    private final Output output;

    RpcLoop(CommandLine asked, LocalAccounts accounts, Output output) {
        this.output = output;
        this.asked = asked;
        this.accounts = accounts;
    }

    void run(InputStream input) throws RpcError, IOException {
        List<LocalAccounts.Account> served = asked.account().isEmpty() ? accounts.all() : List.of(named());
        for (LocalAccounts.Account account : served) {
            accounts.lock(account);
        }
        World world = new World(asked.config(), output);
        Methods methods = new Methods(asked, accounts, served, world, output);
        if (asked.receiveMode() == ReceiveMode.ON_START) {
            served.forEach(world::receiveFor);
        }
        world.start();
        try (ExecutorService threads = Executors.newCachedThreadPool();
                BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String request = line;
                threads.execute(() -> answer(request, methods));
            }
            // As signal-cli: closing the pool waits for the requests under way.
        }
        world.stop();
    }

    private LocalAccounts.Account named() throws RpcError, IOException {
        String number = asked.account().orElseThrow();
        if (!number.matches("\\+[0-9]{7,15}")) {
            throw new RpcError(RpcError.USER,
                    "Invalid account (phone number), make sure you include the country code.");
        }
        return accounts.find(number)
                .orElseThrow(() -> new RpcError(RpcError.USER, "User " + number + " is not registered."));
    }

    private void answer(String line, Methods methods) {
        Object id = null;
        try {
            Map<String, @Nullable Object> request = request(line);
            id = request.get("id");
            if (request.containsKey("result") || request.containsKey("error")) {
                return;
            }
            if (!Json.string(request, "jsonrpc").equals(java.util.Optional.of("2.0"))) {
                throw new RpcError(RpcError.INVALID_REQUEST, "only jsonrpc version 2.0 is supported");
            }
            String method = Json.string(request, "method")
                    .orElseThrow(() -> new RpcError(RpcError.INVALID_REQUEST, "method field must be set"));
            Object result = methods.call(method, Json.map(request.get("params")));
            if (id != null) {
                methods.answered(method, Json.object("jsonrpc", "2.0", "result", result, "id", id));
            }
        } catch (RpcError e) {
            boolean asANotification = id == null && e.json().get("code") instanceof Integer code
                    && code > RpcError.PARSE && code != RpcError.INVALID_REQUEST;
            if (!asANotification) {
                output.line(Json.object("jsonrpc", "2.0", "error", e.json(), "id", id));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, @Nullable Object> request(String line) throws RpcError {
        if (line.isBlank()) {
            throw new RpcError(RpcError.PARSE, "Empty input line");
        }
        Object value;
        try {
            value = Json.read(line);
        } catch (IOException e) {
            throw new RpcError(RpcError.PARSE, String.valueOf(e.getMessage()));
        }
        if (!(value instanceof Map<?, ?>)) {
            throw new RpcError(RpcError.INVALID_REQUEST,
                    value instanceof List<?> list && list.isEmpty() ? "invalid request" : "unexpected type");
        }
        return Json.map(value);
    }
}
