package guichet.transports.signal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of something sent.
public sealed interface SendOutcome {

    /// signal-cli tried, and says how each recipient fared.
    ///
    /// @param timestamp by which this message is known from now on, in milliseconds
    /// @param results   one a person; none where a group has nobody else in it
    record Tried(long timestamp, List<Result> results) implements SendOutcome {
        public Tried {
            results = List.copyOf(results);
        }

        /// Every one has it.
        public boolean reachedAll() {
            return results.stream().allMatch(result -> result.fate() instanceof Fate.Reached);
        }
    }

    /// signal-cli would not even try; nothing was sent.
    ///
    /// @param words signal-cli's own: pass them through Printable
    record Refused(Why why, String words) implements SendOutcome {
        @Override
        public String toString() {
            return "Refused " + why;
        }
    }

    /// Why nothing was tried.
    enum Why {
        /** Nobody has this number or name on Signal. */
        UNREGISTERED,
        /** No such group, or we are not in it, or may not write to it. */
        GROUP,
        /** A file could not be read. */
        ATTACHMENT,
        /** The account is not known to this signal-cli. */
        ACCOUNT,
        /** It has no such method, or takes no such parameters: another version than we know. */
        PROTOCOL, OTHER
    }

    /// There was nobody to ask; nothing was written, and `beforeContent` has not run.
    record NotTried(SignalFault fault) implements SendOutcome {
    }

    /// It was handed over and no clear answer came: it may have been sent.
    record Unknown(SignalFault fault) implements SendOutcome {
    }

    /// How one person fared.
    ///
    /// @param uuid   as signal-cli names them: all three may be empty
    record Result(Optional<String> uuid, Optional<String> number, Optional<String> username, Fate fate) {
        @Override
        public String toString() {
            return fate.toString();
        }
    }

    /// What became of it for one person.
    sealed interface Fate {
        /// The service has taken it for all of their devices.
        record Reached() implements Fate {
        }

        /// Their safety number is another than the one that signal-cli trusts. Not sent.
        record UntrustedIdentity() implements Fate {
        }

        /// They have left Signal, or were never there. Not sent.
        record Unregistered() implements Fate {
        }

        /// The connection failed, before or after the service had taken it: it may have been sent.
        record Network() implements Fate {
        }

        /// Not sent, and to be tried later.
        ///
        /// @param retryAfter where the service says so
        record RateLimited(Optional<Duration> retryAfter) implements Fate {
        }

        /// Not sent until somebody has solved a captcha for this token ([SignalCalls#solve]), or the time is over.
        record Challenged(String token, Optional<Duration> retryAfter) implements Fate {
            @Override
            public String toString() {
                return "Challenged";
            }
        }

        /// One of their devices can't be written to now. Not sent.
        record NoPreKey() implements Fate {
        }

        /// Something that this version does not know: it may have been sent.
        record Other() implements Fate {
        }
    }
}
