package guichet.transports.signal;

/// The codes of signal-cli's errors: JSON-RPC 2.0, section 5.1, and its own.
final class RpcCode {
    /// What was asked can't be done: the message says why.
    static final long USER = -1;
    static final long IO = -3;
    static final long UNTRUSTED = -4;
    static final long RATE_LIMIT = -5;
    static final long PARSE = -32700;
    static final long INVALID_REQUEST = -32600;
    static final long NO_METHOD = -32601;
    static final long INVALID_PARAMS = -32602;
    static final long INTERNAL = -32603;

    private RpcCode() {
    }
}
