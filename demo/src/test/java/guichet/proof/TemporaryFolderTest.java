package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database's driver unpacks its native part into the folder for temporary files. Where it can't, a person reads a sentence.
class TemporaryFolderTest {
    @TempDir
    private Path folder;

    @Test
    void whereTheDriverCantBeUnpackedASentenceSaysSoAndNothingChanges() throws Exception {
        Program program = Program.withVault(folder);
        Files.createSymbolicLink(folder.resolve("tmp"), Path.of("/proc/self"));
        Program.Ended english = program.inProcess(List.of(), "case", "new", "Eaux usées").ends(1);
        assertTrue(english.err().contains("the folder for temporary files (usually /tmp)"), english::err);
        Program.Ended french = program.inProcess(List.of(), "--lang", "fr", "case", "new", "Eaux usées").ends(1);
        assertTrue(french.err().contains("le dossier temporaire (en général /tmp)"), french::err);
        assertEquals(1, french.err().lines().count(), french::err);
        Program.Ended nagios = program.inProcess(List.of(), "doctor", "--nagios").ends(3);
        assertTrue(nagios.out().startsWith("GUICHET UNKNOWN - ") && nagios.out().lines().count() == 1, nagios::out);
        Files.delete(folder.resolve("tmp"));
        assertEquals(List.of(), program.json("case", "list"));
        program.inProcess(List.of(), "case", "new", "Eaux usées").ends(0);
    }
}
