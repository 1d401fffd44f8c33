package guichet.transports.signal;

import java.util.Optional;

/// One line of signal-cli's output. What is inside `json` and `params` is not looked at here, except that it is JSON within the limits of
/// [Frames].
public sealed interface Frame {

    /// The answer to the request of this id.
    ///
    /// @param json the result's own JSON, UTF-8
    record Result(String id, Raw json) implements Frame {
        @Override
        public String toString() {
            return "Result";
        }
    }

    /// A request failed.
    ///
    /// @param id      of the request; empty where signal-cli could not read it
    /// @param code    as JSON-RPC 2.0, section 5.1, and signal-cli's own ([RpcCode])
    /// @param message signal-cli's words: they may name people
    /// @param data    JSON, empty where there is none
    record Failure(Optional<String> id, long code, String message, Raw data) implements Frame {
        @Override
        public String toString() {
            return "Failure " + code;
        }
    }

    /// Something that nobody asked for: with the method `receive`, what came in.
    ///
    /// @param params JSON, UTF-8, empty where there is none
    record Notification(String method, Raw params) implements Frame {
        @Override
        public String toString() {
            return "Notification";
        }
    }

    /// A line that is none of these. signal-cli counts it as delivered, so it is kept as it is.
    ///
    /// @param raw    the line without its end, or as much of it as [Frames#LONGEST_LINE] allows
    /// @param length of the whole line in bytes
    record Garbage(Why why, Raw raw, long length) implements Frame {
        @Override
        public String toString() {
            return "Garbage " + why;
        }
    }

    /// Why a line is garbage.
    enum Why {
        /** Longer than [Frames#LONGEST_LINE]. */
        TOO_LONG,
        /** Nested deeper than [Frames#DEEPEST], or with a name or number of absurd length. */
        BEYOND_LIMITS, NOT_UTF8, NOT_JSON,
        /** JSON, and neither a response nor a notification of JSON-RPC 2.0. */
        NOT_A_FRAME,
        /** Its end never came: the process that wrote it is gone. */
        CUT
    }
}
