package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.CaseId;
import guichet.inbox.endings.AfterRestore;
import guichet.inbox.endings.Backups;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.Tombstones;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.Restored;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AfterRestoreTest {
    @TempDir
    private Path folder;
    private GateDesk desk;
    private CaseId its;
    private CaseId other;

    @BeforeEach
    void mailThatWaits() throws VaultException {
        desk = new GateDesk();
        its = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", GateDesk.ALICE));
        other = desk.vault.write(tx -> desk.cases.open(tx, "Un autre", GateDesk.ALICE));
        desk.released(GateDesk.in(its, GateDesk.draft(GateDesk.BOB)));
        var shown = GateDesk.saying("Un rendez-vous", "Demain à dix heures.", GateDesk.draft(GateDesk.NOBODY));
        assertInstanceOf(Gate.Release.Queued.class,
                desk.overridden(GateDesk.in(its, shown), "Elle n'a pas de clé.", GateDesk.NOBODY));
    }

    @AfterEach
    void gone() throws VaultException {
        desk.close();
    }

    @Test
    void nothingLeavesByItselfAndNoOverrideIsArmed() throws VaultException, IOException {
        try (Vault restored = restored(backup())) {
            AfterRestore.Settled settled = afterRestore(restored).settle(List.of(), GateDesk.ALICE);

            assertEquals(2, settled.drafts());
            assertEquals(2, restored.read(desk.drafts::list).size());
            assertTrue(restored.read(outbox(restored)::list).stream()
                    .allMatch(row -> row.state() == OutboxRow.State.WITHDRAWN));
            assertEquals(1, restored.read(tx -> desk.journal.list(tx, JournalFilter.ALL)).stream()
                    .filter(entry -> entry.kind() == JournalKind.EXPOSURE_OUTCOME
                            && entry.payload().detail().orElse("").equals("withdrawn"))
                    .count());
            assertTrue(restored.read(tx -> audit().verify(tx, Optional.empty())).intact());
        }
    }

    @Test
    void whatWasLeavingAtThatMomentIsUnknown() throws VaultException, IOException {
        desk.vault.write(tx -> tx.update("UPDATE outbox SET state = 'SENDING'"));
        try (Vault restored = restored(backup())) {
            assertEquals(0, afterRestore(restored).settle(List.of(), GateDesk.ALICE).drafts());
            assertTrue(restored.read(outbox(restored)::list).stream()
                    .allMatch(row -> row.state() == OutboxRow.State.UNKNOWN));
        }
    }

    @Test
    void aCaseThatWasDestroyedSinceIsDestroyedAgainAndTheOthersStay() throws VaultException, IOException {
        Path backup = backup();
        desk.vault.write(tx -> tx.update("UPDATE outbox SET state = 'SENT'"));
        desk.vault.write(tx -> desk.cases.close(tx, its, GateDesk.ALICE));
        CaseDestruction destruction = destruction(desk.vault);
        var begun = (CaseDestruction.Begun.Decided) destruction.begin(its, Optional.of("x"), GateDesk.ALICE);
        destruction.carryOn(begun.destruction(), (_, _, _, _) -> {
            throw new AssertionError("no mail of it is on a server");
        }, Progress.UNSEEN);
        Path list = new Tombstones(desk.vault.folder()).file();
        assertTrue(!Files.readString(list).contains(its.toString()), "who has the list alone can't tell which case");

        try (Vault restored = restored(backup)) {
            var settled = afterRestore(restored).settle(Tombstones.read(List.of(list)), GateDesk.ALICE);
            assertEquals(List.of(its), settled.destroyed());
            assertTrue(restored.read(tx -> desk.cases.find(tx, its)).isEmpty());
            assertTrue(restored.read(tx -> desk.cases.find(tx, other)).isPresent());
            assertTrue(restored.read(tx -> audit().verify(tx, Optional.empty())).intact());
        }
        try (Vault restored = restored(backup())) {
            assertEquals(List.of(), afterRestore(restored).settle(Tombstones.read(List.of(list)), GateDesk.ALICE)
                    .destroyed(), "a backup made since knows of it");
        }
    }

    @Test
    void aBackupIsTakenWhileOthersWriteAndIsWholeWithItsHead() throws VaultException, IOException {
        var writing = new java.util.concurrent.atomic.AtomicBoolean(true);
        Thread writer = Thread.ofVirtual().start(() -> {
            while (writing.get()) {
                try {
                    desk.vault.write(tx -> desk.cases.open(tx, "en même temps", GateDesk.ALICE));
                } catch (VaultException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            Backups.Made made = backups().make(folder.resolve("while"), Duration.ofDays(90), GateDesk.ALICE);
            assertTrue(made.checked().sound());
            assertTrue(made.checked().head().entries() >= made.backup().entry());
        } finally {
            writing.set(false);
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsCutOrAlteredIsNoBackup() throws VaultException, IOException {
        Path backup = backup();
        byte[] whole = Files.readAllBytes(backup);
        for (int length : new int[]{0, 10, 4096, whole.length - 1, whole.length - 4096}) {
            Path cut = Files.write(folder.resolve("cut" + length), java.util.Arrays.copyOf(whole, length));
            assertEquals(Restored.NOT_A_BACKUP, Vault.restore(cut, folder.resolve("to" + length)));
            assertTrue(!Files.exists(folder.resolve("to" + length)));
        }
        byte[] altered = whole.clone();
        altered[5000] ^= 1;
        Path file = Files.write(folder.resolve("altered"), altered);
        assertEquals(Restored.DONE, Vault.restore(file, folder.resolve("toAltered")));
        try (Secret passphrase = TempVault.passphrase()) {
            Unlock unlock = Vault.open(folder.resolve("toAltered"), new Credential.Passphrase(passphrase), schemas());
            if (unlock instanceof Unlock.Opened opened) {
                assertEquals(guichet.keystore.vault.Soundness.BROKEN, opened.vault().check());
                opened.vault().close();
            }
        }
        assertEquals(Restored.OCCUPIED, Vault.restore(backup, folder));
    }

    private Path backup() throws VaultException, IOException {
        Path file = folder.resolve("backup" + System.nanoTime());
        Backups.Made made = backups().make(file, Duration.ofDays(90), GateDesk.ALICE);
        assertTrue(made.checked().sound());
        assertEquals(made.backup().entry(), made.checked().head().entries());
        assertEquals(desk.clock.instant().plus(Duration.ofDays(90)), made.backup().until());
        return file;
    }

    private Vault restored(Path backup) throws VaultException {
        Path to = folder.resolve("restored" + System.nanoTime());
        assertEquals(Restored.DONE, Vault.restore(backup, to));
        try (Secret passphrase = TempVault.passphrase()) {
            return ((Unlock.Opened) Vault.open(to, new Credential.Passphrase(passphrase), schemas())).vault();
        }
    }

    private static List<Schema> schemas() {
        List<Schema> all = new ArrayList<>(KeystoreSchema.all());
        all.addAll(GateDesk.SCHEMAS);
        return all;
    }

    private Backups backups() {
        return new Backups(desk.vault, desk.journal, audit(), desk.clock);
    }

    private JournalAudit audit() {
        return new JournalAudit(desk.journal, new OpenPgp(), desk.clock);
    }

    private Outbox outbox(Vault vault) {
        return new Outbox(vault, desk.messages, desk.journal, desk.clock);
    }

    private CaseDestruction destruction(Vault vault) {
        return new CaseDestruction(vault, desk.cases, new Holds(desk.journal, desk.clock), (_, _) -> true,
                desk.journal, desk.clock);
    }

    private AfterRestore afterRestore(Vault vault) {
        return new AfterRestore(vault, desk.cases, outbox(vault), destruction(vault), desk.journal);
    }
}
