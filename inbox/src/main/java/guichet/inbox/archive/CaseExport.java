package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.EncryptionKey;
import guichet.crypto.KeyProblem;
import guichet.crypto.Usability;
import guichet.inbox.CaseId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/// Hands a case to an archive engine: its bag in a folder that the engine watches. Any thread, not inside a transaction.
///
/// The journal has it before the first byte is outside; what fails or is cancelled leaves no file, and an entry that says so.
public final class CaseExport {
    private final BagStores stores;
    private final Handover handover;

    public CaseExport(Vault vault, BagStores stores, SecureRandom random) {
        this.stores = stores;
        this.handover = new Handover(vault, stores, random);
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
        return switch (engine.usability(stores.clock().instant())) {
            case Usability.Usable(EncryptionKey key) -> handover.encrypted(file, order.id().value(), key,
                    order.form().by(), told(order, Optional.empty(), "to " + engine.fingerprint().hex()),
                    bag(order, progress));
            case Usability.Unusable(KeyProblem _) -> new Outcome.Refused(Why.KEY_NOT_USABLE, file);
        };
    }

    /// The bag itself, a folder `ID`, for anyone to read who can read the folder: an exposure.
    ///
    /// @param reason as for any other exposure
    public Outcome inClear(Order order, String reason, Progress progress) throws VaultException {
        Path folder = order.folder().resolve(order.id().value());
        if (reason.strip().length() < guichet.inbox.gate.Gate.MIN_REASON) {
            return new Outcome.Refused(Why.REASON_TOO_SHORT, folder);
        }
        return handover.inClear(folder, told(order, Optional.of(reason.strip()), "in the clear"),
                bag(order, progress));
    }

    private Handover.Bagging bag(Order order, Progress progress) {
        return (tx, target) -> new CaseBag(stores).write(tx, order.id(), target, order.form(), progress);
    }

    private Handover.Told told(Order order, Optional<String> reason, String words) {
        Payload payload = Payload.by(order.by()).inCase(Optional.of(order.id()));
        return new Handover.Told() {
            @Override
            public long before(Tx tx) throws VaultException {
                Payload export = payload.saying("export " + words);
                long exported = stores.journal().append(tx, JournalKind.CASE_EXPORTED, export);
                return reason.isPresent()
                        ? stores.journal().append(tx, JournalKind.EXPOSURE, export.because(reason.get()))
                        : exported;
            }

            @Override
            public void notDone(Tx tx, Why why) throws VaultException {
                stores.journal().append(tx, JournalKind.CASE_EXPORTED, payload.saying("not done: " + why.name()));
            }
        };
    }
}
