package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.MailAccount;
import guichet.inbox.cases.MailIdentity;
import java.util.List;
import java.util.Set;

/// Everything that one draft would send, finished, before it is in the outbox. Shows what leaves the building; grants no right to send.
public final class Parcel {
    private final MailDraft draft;
    private final MailAccount account;
    private final List<Item> items;

    Parcel(MailDraft draft, MailAccount account, List<Item> items) {
        this.draft = draft;
        this.account = account;
        this.items = List.copyOf(items);
    }

    public MailDraft draft() {
        return draft;
    }

    public MailAccount account() {
        return account;
    }

    /// One for To and Cc together, one for each Bcc, one for each address that gets clear text.
    public List<Item> items() {
        return items;
    }

    /// One mail as it would leave.
    public static final class Item {
        private final Envelope envelope;
        private final WireBytes wire;
        private final String digest;
        private final byte[] look;
        private final MailIdentity identity;
        private final String messageId;
        private final List<OutboxTable.Recipient> recipients;
        private final Set<Fingerprint> readers;

        /// @param readers the keys that the ciphertext is for; empty for a mail in the clear
        Item(Envelope envelope, byte[] bytes, String messageId, List<OutboxTable.Recipient> recipients,
                Set<Fingerprint> readers) {
            this(envelope, new WireBytes.Held(bytes), Digest.of(envelope, bytes), bytes.clone(),
                    MailIdentity.of(bytes), messageId, recipients, readers);
        }

        /// One that lies in the vault.
        ///
        /// @param look what was found in it
        Item(Envelope envelope, WireBytes.Far wire, FarLook look, MailIdentity identity, String messageId,
                List<OutboxTable.Recipient> recipients, Set<Fingerprint> readers) {
            this(envelope, wire, look.digest(), look.condensed().bytes(), identity, messageId, recipients, readers);
        }

        private Item(Envelope envelope, WireBytes wire, String digest, byte[] look, MailIdentity identity,
                String messageId, List<OutboxTable.Recipient> recipients, Set<Fingerprint> readers) {
            this.envelope = envelope;
            this.wire = wire;
            this.digest = digest;
            this.look = look;
            this.identity = identity;
            this.messageId = messageId;
            this.recipients = List.copyOf(recipients);
            this.readers = Set.copyOf(readers);
        }

        public Envelope envelope() {
            return envelope;
        }

        /// Whether anybody on the way can read it.
        public Exposure exposure() {
            return readers.isEmpty() ? Exposure.IN_CLEAR : Exposure.ENCRYPTED;
        }

        /// The keys that can read it, read off the ciphertext; empty where it is in the clear.
        public Set<Fingerprint> readers() {
            return readers;
        }

        /// In bytes, as it would go over the wire.
        public long size() {
            return wire.size();
        }

        /// Every header as the wire sees it, read off the bytes, one a line; remote text may stand in it.
        public List<String> outerHeaders() {
            return OuterForm.headers(look);
        }

        String messageId() {
            return messageId;
        }

        WireBytes wire() {
            return wire;
        }

        String digest() {
            return digest;
        }

        MailIdentity identity() {
            return identity;
        }

        List<OutboxTable.Recipient> recipients() {
            return recipients;
        }
    }

    /// Who can read a mail on its way.
    public enum Exposure {
        ENCRYPTED, IN_CLEAR
    }
}
