package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.KeyProblem;
import guichet.crypto.SealedFile;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Hands a case to an archive engine: its bag in a folder that the engine watches. Any thread, not inside a transaction.
///
/// The journal has it before the first byte is outside; what fails or is cancelled leaves no file, and an entry that says so.
public final class CaseExport {
    private static final int BUFFER = 1 << 16;

    private final Vault vault;
    private final BagStores stores;
    private final SecureRandom random;

    public CaseExport(Vault vault, BagStores stores, SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.random = random;
    }

    /// Who exports, in which form.
    public record Order(CaseId id, Path folder, CaseBag.Form form, Actor by) {
    }

    /// How it ended.
    public sealed interface Outcome {
        /// @param journalEntry that says so
        record Done(Path file, CaseBag.Written written, long journalEntry) implements Outcome {
        }

        /// Nothing was written there.
        record Refused(Why why, Path place) implements Outcome {
        }
    }

    /// Why nothing was written.
    public enum Why {
        NO_SUCH_FOLDER,
        /** Something has that name already: a file, a folder, a link. */
        EXISTS,
        /** The disk is full or read-only, or went away. */
        CANNOT_WRITE,
        /** The engine's key has expired, was revoked, or is too weak. */
        KEY_NOT_USABLE,
        /** A reason of at least so many characters as the gate asks for is missing. */
        REASON_TOO_SHORT,
        /** A person stopped it. */
        CANCELLED
    }

    /// One signed tar, `ID.tar.gpg`, encrypted to the engine's key alone.
    public Outcome encrypted(Order order, Certificate engine, Progress progress) throws VaultException {
        Path file = order.folder().resolve(order.id() + ".tar.gpg");
        Optional<EncryptionKey> key = usable(engine);
        if (key.isEmpty()) {
            return new Outcome.Refused(Why.KEY_NOT_USABLE, file);
        }
        return run(order, file, Optional.empty(), "to " + engine.fingerprint().hex(), beside -> {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(create(beside), StandardOpenOption.WRITE), BUFFER);
                    SecretKey signer = vault.read(tx -> stores.people().key(tx, order.form().by()))) {
                CaseBag.Written[] written = new CaseBag.Written[1];
                SealedFile.seal(to -> written[0] = tar(order, to, progress), key.get(), SealedFile.Recipient.NAMED,
                        signer, stores.clock().instant(), out);
                return written[0];
            } catch (CryptoException e) {
                throw new IOException("the export can't be encrypted", e);
            }
        });
    }

    /// The bag itself, a folder `ID`, for anyone to read who can read the folder: an exposure.
    ///
    /// @param reason as for any other exposure
    public Outcome inClear(Order order, String reason, Progress progress) throws VaultException {
        Path folder = order.folder().resolve(order.id().value());
        if (reason.strip().length() < guichet.inbox.gate.Gate.MIN_REASON) {
            return new Outcome.Refused(Why.REASON_TOO_SHORT, folder);
        }
        return run(order, folder, Optional.of(reason.strip()), "in the clear",
                beside -> write(order, new FolderTarget(beside), progress));
    }

    @FunctionalInterface
    private interface Writing {
        CaseBag.Written to(Path beside) throws IOException, VaultException;
    }

    private Outcome run(Order order, Path place, Optional<String> reason, String words, Writing writing)
            throws VaultException {
        if (!Files.isDirectory(order.folder())) {
            return new Outcome.Refused(Why.NO_SUCH_FOLDER, order.folder());
        }
        boolean begun = false;
        try (NewFile file = new NewFile(place, random)) {
            long entry = begin(order, reason, words);
            begun = true;
            CaseBag.Written written = writing.to(file.beside());
            file.finish();
            return new Outcome.Done(place, written, entry);
        } catch (FileAlreadyExistsException e) {
            return failed(order, begun, new Outcome.Refused(Why.EXISTS, place));
        } catch (IOException | UncheckedIOException e) {
            // An interrupt closes the file that is being written: it was a person's.
            Why why = Thread.interrupted() ? Why.CANCELLED : Why.CANNOT_WRITE;
            return failed(order, begun, new Outcome.Refused(why, place));
        } catch (CancellationException e) {
            return failed(order, begun, new Outcome.Refused(Why.CANCELLED, place));
        }
    }

    /// Durable before anything is outside.
    private long begin(Order order, Optional<String> reason, String words) throws VaultException {
        return vault.write(tx -> {
            Payload payload = Payload.by(order.by()).inCase(Optional.of(order.id())).saying("export " + words);
            long exported = stores.journal().append(tx, JournalKind.CASE_EXPORTED, payload);
            return reason.isPresent()
                    ? stores.journal().append(tx, JournalKind.EXPOSURE, payload.because(reason.get()))
                    : exported;
        });
    }

    private Outcome failed(Order order, boolean begun, Outcome.Refused refused) throws VaultException {
        if (begun) {
            vault.write(tx -> stores.journal().append(tx, JournalKind.CASE_EXPORTED, Payload.by(order.by())
                    .inCase(Optional.of(order.id())).saying("not done: " + refused.why().name())));
        }
        return refused;
    }

    private CaseBag.Written tar(Order order, OutputStream to, Progress progress) throws IOException {
        try (TarTarget target = new TarTarget(to, order.id().value())) {
            return write(order, target, progress);
        } catch (VaultException e) {
            throw new IOException("the vault can't be read", e);
        }
    }

    private CaseBag.Written write(Order order, BagTarget target, Progress progress)
            throws IOException, VaultException {
        try {
            return vault.read(tx -> {
                try {
                    return new CaseBag(stores).write(tx, order.id(), target, order.form(), progress);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<EncryptionKey> usable(Certificate certificate) {
        return switch (certificate.usability(stores.clock().instant())) {
            case Usability.Usable(EncryptionKey key) -> Optional.of(key);
            case Usability.Unusable(KeyProblem _) -> Optional.empty();
        };
    }

    private static Path create(Path file) throws IOException {
        return Files.createFile(file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
