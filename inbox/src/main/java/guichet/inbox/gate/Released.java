package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.keystore.SignalRecipient;

/// The right to send one finished message, once. Only the gate of its channel makes one, from a durable row of the outbox, after
/// checking its hash, its envelope and its proof as they stand now. One class per channel: what is plain text on one channel can't be
/// routed to another by mistake.
public sealed interface Released {
    OutboxId id();

    Proof proof();

    /// By which it leaves.
    AccountId account();

    /// A mail, finished: a transport moves these bytes and adds, drops or changes none.
    final class Mail implements Released {
        private final OutboxId id;
        private final AccountId account;
        private final Envelope envelope;
        private final WireBytes wire;
        private final Proof proof;

        Mail(OutboxId id, AccountId account, Envelope envelope, WireBytes wire, Proof proof) {
            this.id = id;
            this.account = account;
            this.envelope = envelope;
            this.wire = wire;
            this.proof = proof;
        }

        @Override
        public OutboxId id() {
            return id;
        }

        @Override
        public Proof proof() {
            return proof;
        }

        @Override
        public AccountId account() {
            return account;
        }

        public Envelope envelope() {
            return envelope;
        }

        /// What is sent: these bytes, and no others.
        public WireBytes wire() {
            return wire;
        }
    }

    /// A message for a room, finished: encrypted to those who are in it now, by the keys that people pinned.
    final class Chat implements Released {
        private final OutboxId id;
        private final AccountId account;
        private final Envelope envelope;
        private final byte[] bytes;
        private final Proof.Encrypted proof;

        Chat(OutboxId id, AccountId account, Envelope envelope, byte[] bytes, Proof.Encrypted proof) {
            this.id = id;
            this.account = account;
            this.envelope = envelope;
            this.bytes = bytes.clone();
            this.proof = proof;
        }

        @Override
        public OutboxId id() {
            return id;
        }

        @Override
        public Proof.Encrypted proof() {
            return proof;
        }

        @Override
        public AccountId account() {
            return account;
        }

        public Envelope envelope() {
            return envelope;
        }

        /// The message in RFC 5322 form with CRLF line ends.
        public byte[] bytes() {
            return bytes.clone();
        }

        /// The same, as a transport takes it.
        public WireBytes wire() {
            return new WireBytes.Held(bytes);
        }
    }

    /// A message for one conversation on Signal. Its words are plain text here: it is for signal-cli and for nobody else.
    final class Signal implements Released {
        private final OutboxId id;
        private final AccountId account;
        private final SignalRecipient to;
        private final SignalMatter content;
        private final Proof.EndToEnd proof;

        Signal(OutboxId id, AccountId account, SignalRecipient to, SignalMatter content, Proof.EndToEnd proof) {
            this.id = id;
            this.account = account;
            this.to = to;
            this.content = content;
            this.proof = proof;
        }

        @Override
        public OutboxId id() {
            return id;
        }

        @Override
        public Proof.EndToEnd proof() {
            return proof;
        }

        @Override
        public AccountId account() {
            return account;
        }

        public SignalRecipient to() {
            return to;
        }

        public SignalMatter content() {
            return content;
        }
    }
}
