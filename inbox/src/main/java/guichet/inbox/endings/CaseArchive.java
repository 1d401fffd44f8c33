package guichet.inbox.endings;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.archive.Bag;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.BagReader;
import guichet.inbox.archive.BagSource;
import guichet.inbox.archive.BagStores;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.Revival;
import guichet.inbox.archive.TarTarget;
import guichet.inbox.cases.CaseContents;
import guichet.inbox.chat.CaseChat;
import guichet.inbox.gate.CaseMail;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.intake.GoneMail;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.CaseSignals;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The intermediate archive: a closed case's content out of the workspace, in a file of its own under a key of its own. What stays is the
/// number, the dates, the contacts and the journal. Reading it again brings it back, and is journalled with its reason.
///
/// Any thread. Killed at any point, the case is here or in its file, and never in neither.
public final class CaseArchive {
    private final Vault vault;
    private final BagStores stores;
    private final Holds holds;
    private final SecureRandom random;
    private final ArchiveFiles files;
    private final CaseContents contents = new CaseContents();
    private final CaseMail mail = new CaseMail();
    private final CaseSignals signals = new CaseSignals();
    private final Arrivals arrivals = new Arrivals();
    private final GoneMail goneMail;

    public CaseArchive(Vault vault, BagStores stores, Holds holds, SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.holds = holds;
        this.random = random;
        this.goneMail = new GoneMail(random);
        this.files = new ArchiveFiles(vault.folder());
    }

    /// How asking for it ended.
    public sealed interface Archived {
        record Done(Stub stub) implements Archived {
        }

        record Refused(List<Objection> why) implements Archived {
            public Refused {
                why = List.copyOf(why);
            }
        }

        /// Something was put into it meanwhile: nothing was changed, and asking again will do.
        record ChangedMeanwhile() implements Archived {
        }

        record NoSuchCase() implements Archived {
        }
    }

    /// What is known of an archived case without reading it.
    ///
    /// @param size of its file, in bytes
    public record Stub(CaseId id, Instant archived, long size, int messages) {
    }

    /// How bringing it back ended.
    public sealed interface Returned {
        /// @param messages how many
        record Done(int messages) implements Returned {
        }

        record NotArchived() implements Returned {
        }

        /// Its file is gone, or was altered. Nothing was changed.
        record Unreadable() implements Returned {
        }

        /// A message or a note was put into it since: that has to go to another case first.
        record InTheWay() implements Returned {
        }
    }

    public Optional<Stub> find(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT archived, size, messages FROM case_archive WHERE case_id = ?",
                row -> new Stub(id, row.time("archived"), row.number("size"), (int) row.number("messages")),
                id.toString());
    }

    /// Why this case would not be archived now.
    public List<Objection> objections(Tx tx, CaseId id) throws VaultException {
        List<Objection> why = new ArrayList<>();
        if (stores.cases().find(tx, id).map(Case::state).filter(Case.State.OPEN::equals).isPresent()) {
            why.add(Objection.OPEN);
        }
        if (find(tx, id).isPresent()) {
            why.add(Objection.ARCHIVED);
        }
        if (mail.unsent(tx, id) > 0) {
            why.add(Objection.UNSENT);
        }
        if (mail.unknown(tx, id) > 0) {
            why.add(Objection.UNKNOWN);
        }
        if (mail.drafts(tx, id) > 0) {
            why.add(Objection.DRAFTS);
        }
        if (holds.find(tx, id).isPresent()) {
            why.add(Objection.HELD);
        }
        return why;
    }

    /// Writes the case into its file, reads that back, and only then takes the content out of the workspace.
    public Archived archive(CaseId id, PersonId signer, Actor by, Progress progress)
            throws VaultException, IOException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            Optional<Archived> refused = vault.read(tx -> refusal(tx, id));
            if (refused.isPresent()) {
                return refused.get();
            }
            Path file = files.fresh(random);
            List<MessageId> written = write(id, signer, file, key, progress);
            BagReader.check(source(file, key, id));
            ArchiveFiles.Sum sum = files.finish(file);
            progress.at(Stage.CASE, 0, 0);
            Archived done = vault.write(tx -> take(tx, id, file, key, sum, written, by));
            clean(progress);
            return done;
        } finally {
            Arrays.fill(key, (byte) 0);
            tidy();
        }
    }

    /// Brings the content back into the workspace, as it was; journalled with the reason.
    public Returned bringBack(CaseId id, String reason, Actor by) throws VaultException, IOException {
        @SuppressWarnings("ArrayRecordComponent") // never compared, and wiped below
        record Kept(Path file, byte[] key, String sha256) {
        }
        Optional<Kept> kept = vault.read(tx -> tx.one("SELECT file, key, sha256 FROM case_archive WHERE case_id = ?",
                row -> new Kept(files.path(row.text("file")), row.bytes("key"), row.text("sha256")), id.toString()));
        if (kept.isEmpty()) {
            return new Returned.NotArchived();
        }
        BagSource source = source(kept.get().file(), kept.get().key(), id);
        Bag bag;
        try {
            bag = BagReader.check(source);
        } catch (IOException e) {
            return new Returned.Unreadable();
        }
        try {
            Returned returned = vault.write(tx -> {
                Revival revival = new Revival(stores);
                if (revival.obstacle(tx, bag).isPresent()) {
                    return new Returned.InTheWay();
                }
                stores.journal().append(tx, JournalKind.ARCHIVE_READ,
                        Payload.by(by).inCase(Optional.of(id)).because(reason));
                int messages = revive(tx, revival, bag, source, kept.get().sha256(), by);
                forget(tx, id);
                for (Arrival.Server again : goneMail.cameBack(tx, id)) {
                    onServer(tx, id, again);
                }
                return new Returned.Done(messages);
            });
            tidy();
            return returned;
        } finally {
            Arrays.fill(kept.get().key(), (byte) 0);
        }
    }

    /// Removes what a kill, or a destruction, left in the folder, and what it left in index and log. Quick where there is nothing.
    public void carryOnAll(Progress progress) throws VaultException, IOException {
        clean(progress);
        tidy();
    }

    private Optional<Archived> refusal(Tx tx, CaseId id) throws VaultException {
        if (stores.cases().find(tx, id).isEmpty()) {
            return Optional.of(new Archived.NoSuchCase());
        }
        List<Objection> why = objections(tx, id);
        return why.isEmpty() ? Optional.empty() : Optional.of(new Archived.Refused(why));
    }

    private List<MessageId> write(CaseId id, PersonId signer, Path file, byte[] key, Progress progress)
            throws VaultException, IOException {
        try (OutputStream to = PieceCipher.encrypting(
                new BufferedOutputStream(Files.newOutputStream(file), PieceCipher.PIECE * 2), key, id);
                TarTarget tar = new TarTarget(to, id.toString())) {
            return vault.read(tx -> {
                try {
                    new CaseBag(stores).write(tx, id, tar, new CaseBag.Form(BagLanguage.FR, signer),
                            new guichet.inbox.archive.Progress() {
                                @Override
                                public void at(long done, long of) {
                                    progress.at(Stage.MESSAGES, (int) done, (int) of);
                                }

                                @Override
                                public boolean isCancelled() {
                                    return false;
                                }
                            });
                    return contents.messages(tx, id);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private Archived take(Tx tx, CaseId id, Path file, byte[] key, ArchiveFiles.Sum sum, List<MessageId> written,
            Actor by) throws VaultException {
        Optional<Archived> refused = refusal(tx, id);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!contents.messages(tx, id).equals(written) || !files.isWhole(file, sum)) {
            return new Archived.ChangedMeanwhile();
        }
        List<MessageId> besides = CaseChat.besideTheCase(tx, id);
        for (MessageId message : Stream.concat(written.stream(), besides.stream()).toList()) {
            List<Arrival.Server> places = arrivals.of(tx, message);
            if (!places.isEmpty()) {
                goneMail.archived(tx, message, id);
            }
            for (Arrival.Server found : places) {
                arrivals.mark(tx, found);
                onServer(tx, id, found);
            }
        }
        new guichet.inbox.archive.Seals(stores.journal(), stores.clock()).settleReceipts(tx);
        new ArchiveCounts().count(tx, id);
        mail.eraseSent(tx, besides);
        contents.erase(tx, besides);
        CaseChat.eraseRoom(tx, id);
        mail.eraseSent(tx, written);
        signals.eraseNotifications(tx, id);
        signals.erase(tx, written);
        contents.erase(tx, written);
        contents.untitle(tx, id);
        tx.update("""
                INSERT INTO case_archive (case_id, archived, file, key, sha256, size, messages, cleaned)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0)""", id.toString(), stores.clock().instant(),
                file.getFileName().toString(), key.clone(), sum.sha256(), sum.size(), written.size());
        stores.journal().append(tx, JournalKind.CASE_ARCHIVED,
                Payload.by(by).inCase(Optional.of(id)).of(sum.sha256()));
        return new Archived.Done(find(tx, id).orElseThrow());
    }

    /// For the day when the case is destroyed.
    private static void onServer(Tx tx, CaseId id, Arrival.Server found) throws VaultException {
        tx.update("""
                INSERT INTO case_archive_mail (case_id, account, folder, uid_validity, uid)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", id.toString(), found.account().value(),
                found.folder(), found.uidValidity(), found.uid());
    }

    private static int revive(Tx tx, Revival revival, Bag bag, BagSource source, String sha256, Actor by)
            throws VaultException {
        try {
            return revival.revive(tx, bag, source, sha256, by, guichet.inbox.archive.Progress.UNSEEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Tx tx, CaseId id) throws VaultException {
        tx.update("UPDATE case_archive SET key = zeroblob(length(key)) WHERE case_id = ?", id.toString());
        tx.update("DELETE FROM case_archive WHERE case_id = ?", id.toString());
        new ArchiveCounts().forget(tx, id);
    }

    private void clean(Progress progress) throws VaultException {
        boolean needed = vault
                .read(tx -> tx.one("SELECT 1 FROM case_archive WHERE cleaned = 0 LIMIT 1", _ -> true)).isPresent();
        if (needed) {
            progress.at(Stage.TRACES, 0, 0);
            vault.write(tx -> {
                contents.leaveNoTracesInIndex(tx);
                return 0;
            });
            if (vault.emptyLog()) {
                vault.write(tx -> tx.update("UPDATE case_archive SET cleaned = 1 WHERE cleaned = 0"));
            }
        }
    }

    private void tidy() throws VaultException, IOException {
        files.tidy(vault);
    }

    private static BagSource source(Path file, byte[] key, CaseId id) {
        return () -> PieceCipher.decrypting(Files.newInputStream(file), key, id);
    }
}
