package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.Cast;
import guichet.crypto.Peer;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFaultsTest {
    @TempDir
    Path folder;

    private TestDesk desk;
    private CaseId id;

    @BeforeEach
    void openACase() throws Exception {
        desk = TestDesk.open();
        id = RoundTripTest.richCase(desk);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void stoppedAtAnyMessageNothingStaysAndTheJournalSaysSo() throws Exception {
        for (int at = 0; at <= 5; at++) {
            int last = at;
            CaseExport.Outcome outcome = export().inClear(order(folder), "un essai arrêté", new Progress() {
                private long seen;

                @Override
                public void at(long done, long total) {
                    seen = done;
                }

                @Override
                public boolean isCancelled() {
                    return seen >= last;
                }
            });
            assertEquals(CaseExport.Why.CANCELLED, why(outcome), "at " + at);
            assertEquals(List.of(), names(folder));
            assertEquals("not done: CANCELLED", last().payload().detail().orElseThrow());
        }
    }

    @Test
    void aDiskThatIsFullAtAnyByteLeavesNothing() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(Peer.run(folder, Map.of(), new byte[0],
                List.of("mount", "-t", "tmpfs", "-o", "size=32k", "guichet-test", small.toString())).exit() == 0,
                "only root can mount a small disk");
        try {
            assertEquals(CaseExport.Why.CANNOT_WRITE,
                    why(export().inClear(order(small), "un disque trop petit", Progress.UNSEEN)));
            assertEquals(List.of(), names(small));
            assertEquals(CaseExport.Why.CANNOT_WRITE,
                    why(export().encrypted(order(small), Cast.bob().certificate(), Progress.UNSEEN)));
            assertEquals(List.of(), names(small));
            assertEquals("not done: CANNOT_WRITE", last().payload().detail().orElseThrow());
        } finally {
            Peer.run(folder, Map.of(), new byte[0], List.of("umount", small.toString())).good();
        }
    }

    @Test
    void aKeyThatIsNotUsableAnyMoreGetsNothing() throws Exception {
        for (Cast.Member member : List.of(Cast.carolExpired(), Cast.daveRevoked(), Cast.erinWeakRsa1024())) {
            assertEquals(CaseExport.Why.KEY_NOT_USABLE,
                    why(export().encrypted(order(folder), member.certificate(), Progress.UNSEEN)));
        }
        assertEquals(List.of(), names(folder));
        assertTrue(desk.journal().stream().noneMatch(entry -> entry.kind() == JournalKind.CASE_EXPORTED));
    }

    @Test
    void whatIsThereIsNotReplacedWhateverItIs() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.createSymbolicLink(in.resolve(id.value()), outside);
        Files.createSymbolicLink(in.resolve(id + ".tar.gpg"), outside.resolve("file"));
        assertEquals(CaseExport.Why.EXISTS, why(export().inClear(order(in), "un lien en travers", Progress.UNSEEN)));
        assertEquals(CaseExport.Why.EXISTS,
                why(export().encrypted(order(in), Cast.bob().certificate(), Progress.UNSEEN)));
        assertEquals(List.of(), names(outside));
    }

    @Test
    void aFolderMayBeNamedByAWayRound() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        assertInstanceOf(CaseExport.Outcome.Done.class,
                export().inClear(order(in.resolve("../in/.")), "un chemin détourné", Progress.UNSEEN));
        assertEquals(List.of(id.value()), names(in));
    }

    @Test
    void noFileOfABagLeadsOutOfIt() throws Exception {
        FolderTarget target = new FolderTarget(folder.resolve("bag"));
        for (String path : List.of("../x", "/etc/x", "a/../../x", "", ".")) {
            assertThrows(IOException.class, () -> target.file(path, new byte[1]), path);
        }
        target.file("a/b", new byte[1]);
        assertThrows(IOException.class, () -> target.file("a/b", new byte[1]), "twice");
        for (String name : List.of("../../x", "..", ".", "", "/", "C:\\x", "a\0b", "\u202e", "CON", "x".repeat(500),
                "é.é", ".hidden", "-rf")) {
            assertTrue(SafeName.of(1, name).matches("01-[A-Za-z0-9][A-Za-z0-9._-]{0,39}"), SafeName.of(1, name));
        }
    }

    private CaseExport export() {
        return new CaseExport(desk.vault(), ArchiveDesk.stores(desk), new SecureRandom());
    }

    private CaseExport.Order order(Path to) throws Exception {
        return new CaseExport.Order(id, to, new CaseBag.Form(BagLanguage.FR, desk.alice().id()), TestDesk.ALICE);
    }

    private JournalEntry last() throws Exception {
        return desk.journal().getLast();
    }

    private static CaseExport.Why why(CaseExport.Outcome outcome) {
        return assertInstanceOf(CaseExport.Outcome.Refused.class, outcome).why();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
