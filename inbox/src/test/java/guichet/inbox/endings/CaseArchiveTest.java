package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.archive.BagStores;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.endings.CaseArchive.Archived;
import guichet.inbox.endings.CaseArchive.Returned;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.gate.CaseMail;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseArchiveTest {
    /// Contacts, and what the journal says, stay until the case is destroyed.
    private static final List<String> STAYING = List.of("capybaraname", "kakapogrund");

    private EndingDesk it;
    private CaseArchive archive;

    @BeforeEach
    void aFullCaseWithoutDrafts() throws VaultException {
        it = new EndingDesk(6);
        archive = archive();
        it.desk.write(tx -> {
            new CaseMail().eraseDrafts(tx, it.ending);
            return it.ending;
        });
    }

    @AfterEach
    void gone() throws VaultException {
        it.close();
    }

    @Test
    void theContentLeavesEveryPageAndTheFileTellsNothing() throws VaultException, IOException {
        List<String> before = texts();
        assertInstanceOf(Archived.Done.class, archived());

        assertEquals(STAYING, it.left());
        assertEquals(0, texts().size());
        var its = it.desk.read(tx -> it.desk.cases.find(tx, it.ending)).orElseThrow();
        assertEquals("", its.title());
        assertTrue(its.closed().isPresent());
        String file = Files.readString(files().getFirst(), StandardCharsets.ISO_8859_1);
        for (String word : EndingDesk.CANARIES) {
            assertFalse(file.contains(word), word);
        }

        assertInstanceOf(Returned.Done.class, archive.bringBack(it.ending, "une question", TestDesk.ALICE));
        assertEquals(before, texts());
        assertEquals("jabirutitel", it.desk.read(tx -> it.desk.cases.find(tx, it.ending)).orElseThrow().title());
        assertEquals(List.of(), files());
        assertTrue(it.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.ARCHIVE_READ
                && entry.payload().reason().orElse("").equals("une question")));
        assertFalse(it.searchesThatFind().isEmpty());
    }

    @Test
    void whatIsArchivedIsDestroyedWithItsKeyItsFileAndItsMailsOnTheServer() throws VaultException, IOException {
        archived();
        Destruction done = it.destroy();
        assertEquals(1, done.counts().get(What.ARCHIVES));
        assertEquals(8, done.counts().get(What.MAILS), "what was in it is counted, too");
        assertEquals(1, done.counts().get(What.NOTES));
        assertEquals(1, done.counts().get(What.CONTACTS_IN_CLEAR));
        assertEquals(1, done.counts().get(What.ATTACHMENTS));
        assertEquals(6, done.mails().get(ServerMail.Fate.GONE));
        assertEquals(List.of(), files());
        assertEquals(List.of(), it.left());
        assertInstanceOf(Returned.NotArchived.class, archive.bringBack(it.ending, "x", TestDesk.ALICE));
    }

    @Test
    void anAlteredOrCutFileChangesNothing() throws VaultException, IOException {
        archived();
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[]{0, 20, whole.length / 2, whole.length - 1}) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            assertInstanceOf(Returned.Unreadable.class, archive.bringBack(it.ending, "x", TestDesk.ALICE));
        }
        for (int length : new int[]{0, 1, PieceCipher.PIECE + 16, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
            assertInstanceOf(Returned.Unreadable.class, archive.bringBack(it.ending, "x", TestDesk.ALICE));
        }
        Files.write(file, whole);
        assertInstanceOf(Returned.Done.class, archive.bringBack(it.ending, "x", TestDesk.ALICE));
    }

    @Test
    void refusesWhatDestroyingRefusesAndDrafts() throws VaultException, IOException {
        it.desk.write(tx -> {
            it.holds.hold(tx, it.ending, "un procès", TestDesk.ALICE);
            return it.ending;
        });
        assertEquals(List.of(Objection.HELD), ((Archived.Refused) archived()).why());
        it.desk.write(tx -> it.holds.release(tx, it.ending, TestDesk.ALICE));
        it.desk.write(tx -> tx.update("UPDATE outbox SET state = 'UNKNOWN'"));
        assertEquals(List.of(Objection.UNKNOWN), ((Archived.Refused) archived()).why());
        it.desk.write(tx -> tx.update("UPDATE outbox SET state = 'SENT'"));
        archived();
        assertEquals(List.of(Objection.ARCHIVED), ((Archived.Refused) archived()).why());
        assertEquals(1, files().size());
    }

    /// A process that dies after the file, and before the commit, leaves a file that nothing names.
    @Test
    void aFileThatNoRowNamesIsRemovedAtTheNextOpening() throws VaultException, IOException {
        archived();
        Path stray = files().getFirst().resolveSibling("0123456789abcdef");
        Files.writeString(stray, "half of it");
        archive().carryOnAll(Progress.UNSEEN);
        assertFalse(Files.exists(stray));
        assertEquals(1, files().size());
    }

    @Test
    void piecesOfEveryLengthComeBackAsTheyWere() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        for (int length : new int[]{0, 1, PieceCipher.PIECE - 1, PieceCipher.PIECE, PieceCipher.PIECE + 1,
                2 * PieceCipher.PIECE, 2 * PieceCipher.PIECE + 7}) {
            byte[] plain = new byte[length];
            new SecureRandom().nextBytes(plain);
            var sealed = new java.io.ByteArrayOutputStream();
            try (var out = PieceCipher.encrypting(sealed, key, it.ending)) {
                out.write(plain);
            }
            try (var in = PieceCipher.decrypting(new java.io.ByteArrayInputStream(sealed.toByteArray()), key,
                    it.ending)) {
                assertEquals(java.util.HexFormat.of().formatHex(plain),
                        java.util.HexFormat.of().formatHex(in.readAllBytes()), "length " + length);
            }
        }
    }

    private CaseArchive archive() {
        return new CaseArchive(it.desk.vault(),
                new BagStores(it.desk.cases, it.desk.contacts, it.desk.keyring, it.desk.people,
                        new SignalIdentities(it.desk.settings), it.desk.journal, it.desk.clock),
                it.holds, new SecureRandom());
    }

    private Archived archived() throws VaultException, IOException {
        return archive.archive(it.ending, it.desk.alice().id(), TestDesk.ALICE, Progress.UNSEEN);
    }

    private List<Path> files() throws IOException {
        Path folder = it.desk.temp().folder().resolve("archive");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private List<String> texts() throws VaultException {
        return it.desk.read(tx -> {
            List<String> texts = new java.util.ArrayList<>();
            for (var summary : it.desk.messages.list(tx, MessageFilter.inCase(it.ending, 1000))) {
                MessageId id = summary.id();
                texts.add(summary.subject() + "\n" + it.desk.messages.show(tx, id).orElseThrow().body());
            }
            return texts;
        });
    }
}
