package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.TestDesk;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.Seals;
import guichet.inbox.journal.JournalKind;
import guichet.tui.text.Lang;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases to the archive, and back, at the screen.
class ArchiveScreenTest {
    @TempDir
    Path folder;

    @Test
    void theQuestionComesBeforeTheSealAndItsAnswerIsRecorded() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            var id = rig.desk.openCase("Eaux usées");
            makeKey(rig);
            rig.start();
            open(rig);
            rig.term.type("Z");
            assertTrue(rig.sees("sceller pour la personne"), rig.term.lines()::toString);
            rig.term.type("s");
            assertTrue(rig.sees("Détenir ce fichier"), rig.term.lines()::toString);
            rig.term.type("n");
            assertTrue(rig.sees("Dans quel fichier"), rig.term.lines()::toString);
            Path file = folder.resolve("f.bin");
            rig.term.type(file.toString());
            rig.term.type("\n");
            assertTrue(rig.sees("Scellé :"), rig.term.lines()::toString);
            assertTrue(Files.isRegularFile(file));
            assertEquals(Seals.Answer.NO_DANGER,
                    rig.desk.read(tx -> Seals.of(tx, id)).getFirst().answer());
        }
    }

    @Test
    void whoSaysThatItIsDangerousGetsNone() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 80, 24)) {
            rig.desk.openCase("Water");
            makeKey(rig);
            rig.start();
            open(rig);
            rig.term.type("Z");
            assertTrue(rig.sees("seal for the person"));
            rig.term.type("s");
            assertTrue(rig.sees("put you in danger"));
            rig.term.type("d");
            assertTrue(rig.sees("nothing was sealed"), rig.term.lines()::toString);
            assertTrue(rig.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.SEAL_ASKED));
        }
    }

    private static void makeKey(ScreenRig rig) throws Exception {
        rig.desk.write(tx -> {
            try {
                new ArchiveKeys(rig.desk.journal, rig.desk.clock, new SecureRandom())
                        .make(tx, "Archives", ArchiveKeys.Keeping.IN_VAULT, TestDesk.ALICE).close();
                return true;
            } catch (guichet.crypto.CryptoException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void open(ScreenRig rig) throws InterruptedException {
        assertTrue(rig.sees("2026-0001") || rig.sees("Water") || rig.sees("usées"), rig.term.lines()::toString);
        rig.term.type("\u001b[B\u001b[B\n");
    }
}
