package guichet.demo.signal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error as signal-cli's JSON-RPC gives it.
final class RpcError extends Exception {
    static final int USER = -1;
    static final int IO = -3;
    static final int UNTRUSTED = -4;
    static final int RATE_LIMIT = -5;
    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int NO_METHOD = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL = -32603;
    private static final long serialVersionUID = 1;

    private final int code;
    private final transient @Nullable Map<String, @Nullable Object> response;

    RpcError(int code, String message) {
        this(code, message, null);
    }

    /// @param response what the command had written before it failed: signal-cli passes it on
    RpcError(int code, String message, @Nullable Map<String, @Nullable Object> response) {
        super(message);
        this.code = code;
        this.response = response;
    }

    /// The exit code of the same error on the command line.
    int exit() {
        return switch (code) {
            case USER -> 1;
            case IO -> 3;
            case UNTRUSTED -> 4;
            case RATE_LIMIT -> 5;
            default -> 2;
        };
    }

    Map<String, @Nullable Object> json() {
        return Json.object("code", code, "message", getMessage(), "data",
                response == null ? null : Json.object("response", response));
    }
}
