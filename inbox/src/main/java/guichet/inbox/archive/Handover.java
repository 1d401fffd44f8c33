package guichet.inbox.archive;

import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.SealedFile;
import guichet.crypto.SecretKey;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
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
import java.util.concurrent.CancellationException;

/// Puts a bag where others take it. The journal has it before the first byte is outside; what fails or is cancelled leaves no file, and an entry that
/// says so. Not inside a transaction.
final class Handover {
    private static final int BUFFER = 1 << 16;

    private final Vault vault;
    private final BagStores stores;
    private final SecureRandom random;

    Handover(Vault vault, BagStores stores, SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.random = random;
    }

    /// Reads the vault, and writes all of a bag.
    @FunctionalInterface
    interface Bagging {
        CaseBag.Written into(Tx tx, BagTarget target) throws IOException, VaultException;
    }

    /// What the journal says of it.
    interface Told {
        /// @return the number of the entry
        long before(Tx tx) throws VaultException;

        void notDone(Tx tx, CaseExport.Why why) throws VaultException;
    }

    /// A bag as one signed and encrypted tar.
    ///
    /// @param root the tar's one folder
    CaseExport.Outcome encrypted(Path file, String root, EncryptionKey key, PersonId by, Told told, Bagging bagging)
            throws VaultException {
        return run(file, told, beside -> {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(create(beside), StandardOpenOption.WRITE), BUFFER);
                    SecretKey signer = vault.read(tx -> stores.people().key(tx, by))) {
                CaseBag.Written[] written = new CaseBag.Written[1];
                SealedFile.seal(to -> written[0] = tar(root, to, bagging), key, SealedFile.Recipient.NAMED, signer,
                        stores.clock().instant(), out);
                return written[0];
            } catch (CryptoException e) {
                throw new IOException("the export can't be encrypted", e);
            }
        });
    }

    /// A bag as a folder, for anyone to read who can read there.
    CaseExport.Outcome inClear(Path folder, Told told, Bagging bagging) throws VaultException {
        return run(folder, told, beside -> read(bagging, new FolderTarget(beside)));
    }

    @FunctionalInterface
    private interface Writing {
        CaseBag.Written to(Path beside) throws IOException, VaultException;
    }

    private CaseExport.Outcome run(Path place, Told told, Writing writing) throws VaultException {
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return new CaseExport.Outcome.Refused(CaseExport.Why.NO_SUCH_FOLDER, folder == null ? place : folder);
        }
        boolean begun = false;
        try (NewFile file = new NewFile(place, random)) {
            long entry = vault.write(told::before);
            begun = true;
            CaseBag.Written written = writing.to(file.beside());
            file.finish();
            return new CaseExport.Outcome.Done(place, written, entry);
        } catch (FileAlreadyExistsException e) {
            return failed(told, begun, new CaseExport.Outcome.Refused(CaseExport.Why.EXISTS, place));
        } catch (IOException | UncheckedIOException e) {
            // An interrupt closes the file that is being written: it was a person's.
            CaseExport.Why why = Thread.interrupted() ? CaseExport.Why.CANCELLED : CaseExport.Why.CANNOT_WRITE;
            return failed(told, begun, new CaseExport.Outcome.Refused(why, place));
        } catch (CancellationException e) {
            return failed(told, begun, new CaseExport.Outcome.Refused(CaseExport.Why.CANCELLED, place));
        }
    }

    private CaseExport.Outcome failed(Told told, boolean begun, CaseExport.Outcome.Refused refused)
            throws VaultException {
        if (begun) {
            vault.write(tx -> {
                told.notDone(tx, refused.why());
                return refused;
            });
        }
        return refused;
    }

    private CaseBag.Written tar(String root, OutputStream to, Bagging bagging) throws IOException {
        try (TarTarget target = new TarTarget(to, root)) {
            return read(bagging, target);
        } catch (VaultException e) {
            throw new IOException("the vault can't be read", e);
        }
    }

    private CaseBag.Written read(Bagging bagging, BagTarget target) throws IOException, VaultException {
        try {
            return vault.read(tx -> {
                try {
                    return bagging.into(tx, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path create(Path file) throws IOException {
        return Files.createFile(file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
