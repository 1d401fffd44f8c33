package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.inbox.cases.Messages;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.EncryptedMail;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.inbox.mime.Outgoing;
import guichet.keystore.Address;
import guichet.keystore.KeyChoice;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Builds the finished mails of one draft: To and Cc together, each Bcc by itself (its key id would betray it), and each address that
/// gets clear text by itself, so that it tells of nobody else.
final class ParcelBuilder {
    private static final int MESSAGE_ID_BYTES = 16;

    private final MailBuilder builder;
    private final FarMails far;
    private final SecureRandom random;

    ParcelBuilder(MailBuilder builder, FarMails far, SecureRandom random) {
        this.builder = builder;
        this.far = far;
        this.random = random;
    }

    /// What all mails of one parcel have in common.
    record Frame(MailDraft draft, Sender sender, EncryptionKey ownKey, Map<Address, KeyChoice.Usable> keys,
            Optional<Messages.Threading> answers, Threading threading, Instant now) {
    }

    /// @throws CryptoException where one of them can't be encrypted to exactly its readers; then none is built
    Parcel build(Frame frame, Set<Address> inClear) throws CryptoException, VaultException {
        List<Parcel.Item> items = new ArrayList<>();
        boolean whole = false;
        try {
            build(frame, inClear, items);
            whole = true;
            return new Parcel(frame.draft(), frame.sender().account(), items);
        } finally {
            if (!whole) {
                far.discard(items);
            }
        }
    }

    private void build(Frame frame, Set<Address> inClear, List<Parcel.Item> items)
            throws CryptoException, VaultException {
        List<Address> to = without(frame.draft().to(), inClear);
        List<Address> cc = without(frame.draft().cc(), inClear).stream().filter(a -> !to.contains(a)).toList();
        List<Address> named = Stream.concat(to.stream(), cc.stream()).toList();
        String messageId = newMessageId(frame);
        if (!named.isEmpty()) {
            items.add(encrypted(frame, to, cc, named, messageId));
        }
        for (Address hidden : without(frame.draft().bcc(), inClear)) {
            if (!named.contains(hidden)) {
                items.add(encrypted(frame, to, cc, List.of(hidden), messageId));
            }
        }
        for (Address exposed : frame.draft().recipients()) {
            if (inClear.contains(exposed)) {
                items.add(clear(frame, exposed));
            }
        }
    }

    private Parcel.Item encrypted(Frame frame, List<Address> to, List<Address> cc, List<Address> readers,
            String messageId) throws CryptoException, VaultException {
        List<EncryptionKey> keys = new ArrayList<>();
        List<OutboxTable.Recipient> recipients = new ArrayList<>();
        for (Address reader : readers) {
            KeyChoice.Usable choice = frame.keys().get(reader);
            if (choice == null || !choice.address().equals(reader)) {
                throw new IllegalStateException("a reader without a key of their own");
            }
            keys.add(choice.key());
            recipients.add(new OutboxTable.Recipient(reader, Optional.of(choice.key().fingerprint())));
        }
        keys.add(frame.ownKey());
        Outgoing mail = outgoing(frame, to, cc, messageId, frame.answers());
        List<EncryptionKey> distinct = keys.stream().collect(distinctKeys());
        Set<Fingerprint> meant = keys.stream().map(EncryptionKey::fingerprint).collect(Collectors.toUnmodifiableSet());
        Envelope envelope = new Envelope(frame.sender().account().address(), readers);
        if (FarMails.isFar(frame.draft())) {
            return far.encrypted(out -> builder.encryptedLong(mail, distinct, frame.sender().key(), frame.threading(),
                    out), meant, envelope, messageId, recipients);
        }
        EncryptedMail built = builder.encrypted(mail, distinct, frame.sender().key(), frame.threading());
        if (!built.ciphertext().recipients().equals(meant) || OuterForm.flaw(built.bytes()).isPresent()) {
            // Whatever went wrong in building it: what would leave is not what was meant, so it is not made.
            throw new IllegalStateException("the finished mail is not the encrypted mail that was meant");
        }
        return new Parcel.Item(envelope, built.bytes(), messageId, recipients, built.ciphertext().recipients());
    }

    private Parcel.Item clear(Frame frame, Address exposed) throws VaultException {
        // A Message-ID of its own: the one of the encrypted mail would tell the wire what that one says.
        String messageId = newMessageId(frame);
        Outgoing mail = outgoing(frame, List.of(exposed), List.of(), messageId, Optional.empty());
        Envelope envelope = new Envelope(frame.sender().account().address(), List.of(exposed));
        List<OutboxTable.Recipient> recipients = List.of(new OutboxTable.Recipient(exposed, Optional.empty()));
        return FarMails.isFar(frame.draft())
                ? far.clear(out -> builder.clearLong(mail, out), envelope, messageId, recipients)
                : new Parcel.Item(envelope, builder.clear(mail), messageId, recipients, Set.of());
    }

    private Outgoing outgoing(Frame frame, List<Address> to, List<Address> cc, String messageId,
            Optional<Messages.Threading> answers) {
        MailDraft draft = frame.draft();
        return new Outgoing(frame.sender().account().address(), frame.sender().account().name(), to, cc, frame.now(),
                messageId, answers.flatMap(Messages.Threading::own),
                answers.map(Messages.Threading::references).orElse(List.of()), draft.subject(), draft.body(),
                far.readable(draft.attachments()));
    }

    private String newMessageId(Frame frame) {
        byte[] unique = new byte[MESSAGE_ID_BYTES];
        random.nextBytes(unique);
        return HexFormat.of().formatHex(unique) + "@" + frame.sender().account().address().domain();
    }

    private static List<Address> without(List<Address> addresses, Set<Address> left) {
        return addresses.stream().distinct().filter(address -> !left.contains(address)).toList();
    }

    private static java.util.stream.Collector<EncryptionKey, ?, List<EncryptionKey>> distinctKeys() {
        return Collectors.collectingAndThen(Collectors.toMap(EncryptionKey::fingerprint, key -> key, (a, _) -> a,
                java.util.LinkedHashMap::new), byFingerprint -> List.copyOf(byFingerprint.values()));
    }
}
