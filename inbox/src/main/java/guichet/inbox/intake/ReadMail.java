package guichet.inbox.intake;

import guichet.crypto.Fingerprint;
import guichet.crypto.SessionKey;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.cases.Judged;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.FarPart;
import guichet.inbox.mime.MailSource;
import guichet.inbox.mime.OfferedKey;
import guichet.inbox.mime.Reading;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One mail as it was read with certain keys, ready to be stored.
record ReadMail(Reading reading, KeySet keys) {

    /// For the first time.
    static ReadMail first(Reader reader, byte[] rawMail, KeySet keys) {
        return withWhatCameAlong(keys, known -> reader.read(rawMail, keys.secretKeys(), known));
    }

    /// By the session key where there is one: then no secret key is needed any more.
    static ReadMail again(Reader reader, byte[] rawMail, Optional<SessionKey> sessionKey, KeySet keys) {
        return withWhatCameAlong(keys,
                known -> sessionKey.map(key -> reader.reread(rawMail, key, keys.readers(), known))
                        .orElseGet(() -> reader.read(rawMail, keys.secretKeys(), known)));
    }

    /// For the first time, where it lies.
    static ReadMail firstLong(Reader reader, MailSource rawMail, KeySet keys) throws IOException {
        return whereItLies(keys, known -> reader.readLong(rawMail, keys.secretKeys(), known));
    }

    /// By the session key where there is one, where it lies.
    static ReadMail againLong(Reader reader, MailSource rawMail, Optional<SessionKey> sessionKey, KeySet keys)
            throws IOException {
        return whereItLies(keys, known -> sessionKey.isPresent()
                ? reader.rereadLong(rawMail, sessionKey.get(), keys.readers(), known)
                : reader.readLong(rawMail, keys.secretKeys(), known));
    }

    private interface Lasting {
        Reading read(KeySet known) throws IOException;
    }

    private static ReadMail whereItLies(KeySet keys, Lasting read) throws IOException {
        try {
            return withWhatCameAlong(keys, known -> {
                try {
                    return read.read(known);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The same with its long attachments in the vault, where nobody owns them yet.
    ReadMail keeping(LongContents contents) throws IOException, VaultException {
        List<AttachedFile> kept = new ArrayList<>();
        for (AttachedFile file : reading.attachments()) {
            if (file.far().isPresent() && file.far().get() instanceof FarPart part) {
                try (InputStream in = part.open()) {
                    kept.add(AttachedFile.far(file.name(), file.type(), contents.store(in)));
                }
            } else {
                kept.add(file);
            }
        }
        return new ReadMail(reading.with(kept), keys);
    }

    /// Gives up what [#keeping] has put there.
    void discard(LongContents contents) throws VaultException {
        for (AttachedFile file : reading.attachments()) {
            if (file.far().isPresent() && file.far().get() instanceof LongContent content) {
                contents.discard(content);
            }
        }
    }

    /// With the keys that we have and, where its signer is not among them, with those that came along: they are kept, as candidates.
    private static ReadMail withWhatCameAlong(KeySet keys, Function<KeySet, Reading> read) {
        Reading reading = read.apply(keys);
        if (reading.protection().signature() != Signature.UNKNOWN_KEY || reading.candidates().isEmpty()) {
            return new ReadMail(reading, keys);
        }
        KeySet more = keys.and(reading.candidates().stream().map(OfferedKey::certificate).toList());
        return new ReadMail(read.apply(more), more);
    }

    /// @param undated when it was received: the date of a mail that has none
    NewMessage toStore(byte[] rawMail, Instant undated, Optional<SessionKey> knownBefore) {
        Party from = reading.from().isEmpty() ? new Party("", "") : reading.from().getFirst();
        List<String> references = new ArrayList<>(reading.messageIds().references());
        references.removeAll(reading.messageIds().inReplyTo());
        references.addAll(reading.messageIds().inReplyTo());
        return new NewMessage(Channel.MAIL, Direction.IN, Optional.empty(), from, reading.to(), reading.cc(),
                reading.date().orElse(undated), reading.subject(), reading.body(), Optional.of(reading.protection()),
                reading.attachments(), reading.messageIds().own(), references, rawMail,
                reading.sessionKey().or(() -> knownBefore));
    }

    /// In the transaction that keeps the keys that came along.
    Judged judged(Tx tx, Keyring keyring) throws VaultException {
        Reading.MessageIds ids = reading.messageIds();
        List<String> proven = ids.inReplyTo().isEmpty() && !ids.references().isEmpty()
                ? List.of(ids.references().getLast())
                : ids.inReplyTo();
        return new Judged(judgedWith(tx, keyring), better(), reading.signedAt(), ids.proven() ? proven : List.of());
    }

    private Judged.Better better() {
        return closed() || reading.protection().signature() == Signature.UNKNOWN_KEY
                ? Judged.Better.WITH_ANOTHER_KEY
                : Judged.Better.NO;
    }

    private String judgedWith(Tx tx, Keyring keyring) throws VaultException {
        Protection protection = reading.protection();
        if (closed()) {
            return keys.openers();
        }
        if (protection.signature() == Signature.UNKNOWN_KEY) {
            return keys.signers();
        }
        if (protection.signer().isEmpty()) {
            return "";
        }
        Fingerprint signer = protection.signer().get().fingerprint();
        String state = keys.stateOf(signer);
        return state.isEmpty() ? stateOfWhatCameAlong(tx, keyring, signer) : state;
    }

    /// Empty where another copy than the one that was read with has been kept: then it is to be judged again.
    private String stateOfWhatCameAlong(Tx tx, Keyring keyring, Fingerprint signer) throws VaultException {
        return keyring.find(tx, signer).filter(known -> reading.candidates().stream()
                .anyMatch(offered -> offered.certificate().equals(known.certificate())))
                .map(KeySet::state).orElse("");
    }

    private boolean closed() {
        return reading.protection().problems().contains(Problem.CANNOT_DECRYPT);
    }
}
