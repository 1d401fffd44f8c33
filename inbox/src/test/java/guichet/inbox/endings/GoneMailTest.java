package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.TestDesk;
import guichet.inbox.archive.ArchiveDesk;
import guichet.inbox.cases.MailIdentity;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.CaseMail;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Taken;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server numbers its folder anew, or is restored from its backup, and offers mails again that went with a case.
class GoneMailTest {
    private static final long NEW_VALIDITY = 8;

    private EndingDesk it;

    @BeforeEach
    void aFullCase() throws VaultException {
        it = new EndingDesk(6);
    }

    @AfterEach
    void gone() throws VaultException {
        it.close();
    }

    @Test
    void whatWasDestroyedIsNotTakenInAgainAndIsDeletedWhereItLiesNow() throws VaultException, IOException {
        it.fate = ServerMail.Fate.RENUMBERED;
        Destruction done = it.destroy();
        assertEquals(Stage.DONE, done.stage());

        for (Taken taken : offered()) {
            assertInstanceOf(Taken.Gone.class, taken);
        }
        assertEquals(List.of(), it.left());
        assertEquals(List.of(), it.desk.read(tx -> it.desk.messages.list(tx, MessageFilter.inCase(it.ending, 10))));

        it.asked.clear();
        it.fate = ServerMail.Fate.GONE;
        it.destruction().clearServers(it.server());
        assertEquals(List.of("1 INBOX 8 [1, 2, 3, 4, 5, 6]"), it.asked);
        Destruction now = it.desk.read(tx -> it.destruction().find(tx, it.ending)).orElseThrow();
        assertEquals(Stage.DONE, now.stage());
        assertEquals(6, now.mails().get(ServerMail.Fate.GONE));
        it.destruction().clearServers(it.server());
        assertEquals(1, it.asked.size(), "asked once");
    }

    @Test
    void anotherMailIsTakenAndSoIsAFileThatAPersonImports() throws VaultException {
        it.destroy();
        assertInstanceOf(Taken.Stored.class, it.desk.intake().take("Subject: new\r\n\r\nnew\r\n".getBytes(
                java.nio.charset.StandardCharsets.US_ASCII), new Arrival.Server(EndingDesk.ACCOUNT, "INBOX", 8, 99)));
        assertInstanceOf(Taken.Stored.class, it.desk.intake().take(it.fetched.getFirst(), new Arrival.Imported()));
        assertInstanceOf(Taken.Duplicate.class, offered().getFirst(), "it is here again by a person's act");
    }

    @Test
    void whatIsArchivedStaysOutOfTheWorkspaceAndComesBackWithItsCase() throws VaultException, IOException {
        it.desk.write(tx -> {
            new CaseMail().eraseDrafts(tx, it.ending);
            return it.ending;
        });
        var archive = new CaseArchive(it.desk.vault(), ArchiveDesk.stores(it.desk), it.holds, new SecureRandom());
        assertInstanceOf(CaseArchive.Archived.Done.class,
                archive.archive(it.ending, it.desk.alice().id(), TestDesk.ALICE, Progress.UNSEEN));
        for (Taken taken : offered()) {
            assertInstanceOf(Taken.Gone.class, taken);
        }
        it.destruction().clearServers(it.server());
        assertEquals(List.of(), it.asked, "the archive is not destroyed");

        assertInstanceOf(CaseArchive.Returned.Done.class, archive.bringBack(it.ending, "une question", TestDesk.ALICE));
        it.destroy();
        assertTrue(it.asked.contains("1 INBOX 8 [1, 2, 3, 4, 5, 6]"), it.asked::toString);
    }

    @Test
    void whoHasTheMailAndTheDecryptedFileButNotTheKeyOfTheMarksFindsNoSignOfIt() throws VaultException, IOException {
        byte[] identity = MailIdentity.of(it.fetched.getFirst()).hash();
        assertTrue(DecryptedPages.of(it.desk.temp()).hold(identity));
        it.destroy();
        assertFalse(DecryptedPages.of(it.desk.temp()).hold(identity));
        List<String> marks = marks(it);
        assertEquals(6, marks.size());
        try (EndingDesk other = new EndingDesk(0)) {
            for (byte[] raw : it.fetched) {
                other.desk.intake().take(raw,
                        new Arrival.Server(EndingDesk.ACCOUNT, "INBOX", 7, 1 + other.fetched.size()));
                other.fetched.add(raw);
            }
            for (var each : other.desk.read(tx -> other.desk.messages.list(tx, MessageFilter.all(100)))) {
                if (each.caseId().isEmpty()) {
                    other.desk.write(tx -> other.desk.messages.file(tx, each.id(), other.ending, TestDesk.ALICE));
                }
            }
            other.destroy();
            List<String> others = marks(other);
            assertEquals(6, others.size());
            others.retainAll(marks);
            assertEquals(List.of(), others, "each vault has marks of its own for the same mail");
        }
    }

    private List<Taken> offered() throws VaultException {
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < it.fetched.size(); i++) {
            taken.add(it.desk.intake().take(it.fetched.get(i),
                    new Arrival.Server(EndingDesk.ACCOUNT, "INBOX", NEW_VALIDITY, i + 1)));
        }
        return taken;
    }

    private static List<String> marks(EndingDesk desk) throws VaultException {
        return new ArrayList<>(desk.desk.read(tx -> tx.list("SELECT hex(mark) AS mark FROM gone_mail",
                row -> row.text("mark"))));
    }
}
