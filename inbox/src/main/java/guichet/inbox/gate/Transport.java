package guichet.inbox.gate;

import guichet.keystore.vault.VaultException;

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
        record Sent(String serverWords) implements Outcome {
        }

        /// Nothing was taken now and it may be tried again (a 4xx).
        record Deferred(String serverWords) implements Outcome {
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
