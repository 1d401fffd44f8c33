package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.LongCiphertext;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.MailIdentity;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.FarPart;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the mails of drafts whose files are too long to be held: each is written into the vault piece by piece, belongs to nobody until it is released, and is read
/// anew before anything is said of it. Never inside of a transaction.
final class FarMails {
    private final Vault vault;
    private final LongContents contents;

    FarMails(Vault vault, Clock clock) {
        this.vault = vault;
        this.contents = new LongContents(vault, clock);
    }

    static boolean isFar(Draft draft) {
        return draft.attachments().stream().anyMatch(file -> file.far().isPresent());
    }

    /// Files as a mail is written of them.
    List<AttachedFile> readable(List<AttachedFile> files) {
        return files.stream().map(file -> file.far().isPresent() ? readable(file) : file).toList();
    }

    private AttachedFile readable(AttachedFile file) {
        LongContent content = LongContent.in(file);
        FarPart part = () -> content.open(vault);
        return AttachedFile.far(file.name(), file.type(), part);
    }

    @FunctionalInterface
    interface Encrypting {
        LongCiphertext writeTo(OutputStream out) throws CryptoException, IOException;
    }

    @FunctionalInterface
    interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @param meant the keys that it is to be for
    Parcel.Item encrypted(Encrypting mail, Set<Fingerprint> meant, Envelope envelope, String messageId,
            List<OutboxTable.Recipient> recipients) throws CryptoException, VaultException {
        try {
            return item(out -> {
                try {
                    if (!mail.writeTo(out).recipients().equals(meant)) {
                        throw new IllegalStateException("the finished mail is not the encrypted mail that was meant");
                    }
                } catch (CryptoException e) {
                    throw new NotEncrypted(e);
                }
            }, envelope, messageId, recipients, meant);
        } catch (NotEncrypted e) {
            throw e.carried;
        }
    }

    Parcel.Item clear(Writing mail, Envelope envelope, String messageId, List<OutboxTable.Recipient> recipients)
            throws VaultException {
        return item(mail, envelope, messageId, recipients, Set.of());
    }

    private Parcel.Item item(Writing mail, Envelope envelope, String messageId,
            List<OutboxTable.Recipient> recipients, Set<Fingerprint> readers) throws VaultException {
        boolean kept = false;
        Optional<LongContent> written = Optional.empty();
        try {
            LongContent content = contents.write(mail::writeTo);
            written = Optional.of(content);
            FarLook look = FarLook.at(vault, content, envelope);
            if (!readers.isEmpty() && OuterForm.flaw(look.condensed()).isPresent()) {
                // Whatever went wrong in building it: what would leave is not what was meant, so it is not made.
                throw new IllegalStateException("the finished mail is not the encrypted mail that was meant");
            }
            MailIdentity identity = MailIdentity.of(() -> content.open(vault));
            kept = true;
            return new Parcel.Item(envelope, new WireBytes.Far(vault, content, envelope, look.digest()), look,
                    identity, messageId, recipients, readers);
        } catch (IOException e) {
            throw vaultsOwn(e);
        } finally {
            if (!kept && written.isPresent()) {
                contents.discard(written.get());
            }
        }
    }

    /// What is found in a mail of the outbox; empty where it can't be read to its end.
    Optional<FarLook> look(LongContent content, Envelope envelope) throws VaultException {
        try {
            return Optional.of(FarLook.at(vault, content, envelope));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Of mails that nothing was released of.
    void discard(List<Parcel.Item> items) throws VaultException {
        for (Parcel.Item item : items) {
            if (item.wire() instanceof WireBytes.Far lying) {
                contents.discard(lying.content());
            }
        }
    }

    private static VaultException vaultsOwn(IOException e) throws VaultException {
        if (e.getCause() instanceof VaultException failure) {
            throw failure;
        }
        throw new IllegalStateException("what lies in the vault can't be read", e);
    }

    private static final class NotEncrypted extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
        private final CryptoException carried;

        NotEncrypted(CryptoException carried) {
            super(null, carried, false, false);
            this.carried = carried;
        }
    }
}
