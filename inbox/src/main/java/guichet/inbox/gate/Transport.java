package guichet.inbox.gate;

import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Moves finished bytes to a server. Can be handed nothing but what the gate released, and builds no message.
///
/// @param <M> the one kind of message that this channel takes
public interface Transport<M extends Released> {
    /// Tries once, on the caller's thread.
    ///
    /// Calls `beforeContent` exactly once, right before the first byte of the message itself is written (after the server
    /// has accepted every recipient, so with SMTP after its 354), and never where no such byte is written. Where
    /// that call throws, no byte of the message has left and none will.
    Outcome send(M message, BeforeContent beforeContent) throws VaultException;

    /// Makes it durable that the message may have left from here on.
    @FunctionalInterface
    interface BeforeContent {
        void run() throws VaultException;
    }

    /// How an attempt ended. `serverWords` is what the server said, as it came: pass it through Printable before showing it.
    sealed interface Outcome {
        /// The server has taken responsibility (a 2xx after the content).
        ///
        /// @param knownSince by which time its reader's side knows it, where a message is known by that
        record Sent(String serverWords, Optional<Instant> knownSince) implements Outcome {
            public Sent(String serverWords) {
                this(serverWords, Optional.empty());
            }
        }

        /// Nothing was taken now and it may be tried again (a 4xx).
        ///
        /// @param retryAfter not before this time is over, where the server says so
        record Deferred(String serverWords, Optional<Duration> retryAfter) implements Outcome {
            public Deferred(String serverWords) {
                this(serverWords, Optional.empty());
            }
        }

        /// Somebody's key is another than the one that a person looked at; nothing was taken, and nothing leaves to them until a person decides.
        ///
        /// @param who those whose key it is; empty: the one whom it was for
        record Untrusted(List<SignalRecipient> who) implements Outcome {
            public Untrusted {
                who = List.copyOf(who);
            }
        }

        /// The server will never take it (a 5xx), for all or for at least one of the recipients; nothing was taken.
        record Rejected(String serverWords) implements Outcome {
        }

        /// No server was reached, or it couldn't be trusted or logged in to; no byte of the message left.
        record Unreachable(String why) implements Outcome {
        }

        /// The connection died after content had been written and before the server answered: it may have been taken.
        record Unknown(String why) implements Outcome {
        }
    }
}
