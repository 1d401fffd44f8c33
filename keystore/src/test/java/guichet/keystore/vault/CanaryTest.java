package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words planted in the vault are looked for in every file that using it left.
class CanaryTest {
    private static final String CANARY = "kanarienvogel";
    private static final String PASSPHRASE = "zeisig zeisig";

    @TempDir
    private Path temporary;

    @Test
    void findsItsOwnWordsWhereTheyAreInTheClear() throws IOException {
        for (byte[] form : forms()) {
            Path file = temporary.resolve("clear");
            Files.write(file, form);
            assertEquals(List.of(file), findings(temporary));
        }
    }

    @Test
    void nothingOfARunningVaultIsInTheClear() throws VaultException, IOException {
        try (TempVault temp = TempVault.make(Keys.NOTES); Secret secret = Secret.of(PASSPHRASE.toCharArray())) {
            plant(temp);
            temp.vault().changePassphrase(temp.slot(), Keys.cheap(secret));
            String recovery = new String(temp.recovery().text());
            Path copy = Folders.copy(temp.folder(), temporary.resolve("running"));
            assertTrue(Files.size(copy.resolve("guichet-1.db-wal")) > 100_000, "the log holds what was written");
            assertEquals(List.of(), findings(copy));
            assertEquals(List.of(), findings(copy, List.of(recovery.getBytes(StandardCharsets.US_ASCII),
                    recovery.replace("-", "").getBytes(StandardCharsets.US_ASCII))));
            temp.vault().rekey(temp.slot(), Keys.cheap(secret));
            temp.vault().close();
            assertEquals(List.of(), findings(temp.folder()));
        }
    }

    @Test
    void nothingIsInTheClearAfterAKill() throws VaultException, IOException {
        Path temporaryOfChild = Files.createDirectory(temporary.resolve("tmp"));
        try (TempVault temp = TempVault.make(Keys.NOTES)) {
            plant(temp);
            try (ChildJvm child = ChildJvm.start(Child.class, temporaryOfChild, "hold-transaction",
                    temp.folder().toString(), CANARY)) {
                assertEquals("inside", child.line());
                child.kill();
            }
            Path copy = Folders.copy(temp.folder(), temporary.resolve("killed"));
            assertEquals(List.of(), findings(copy));
            assertEquals(List.of(), findings(temporaryOfChild));
        }
    }

    /// The sorting and grouping of more than fits a cache would need temporary files.
    @Test
    void bigQueriesLeaveNoTemporaryFile() throws VaultException, IOException {
        try (TempVault temp = TempVault.make(Keys.NOTES)) {
            plant(temp);
            // Looked at while the sorted rows still lie somewhere.
            List<Path> files = temp.vault()
                    .read(tx -> tx
                            .list("SELECT DISTINCT a.text || b.id AS x FROM note a, note b ORDER BY x DESC LIMIT 1",
                                    _ -> openFiles())
                            .getFirst());
            assertEquals(List.of(), files.stream().filter(file -> file.toString().contains("etilqs")).toList());
            assertTrue(files.stream().anyMatch(file -> file.endsWith("guichet-1.db")), "the open files are seen");
        }
    }

    private static void plant(TempVault temp) throws VaultException {
        temp.vault().write(tx -> {
            for (int i = 0; i < 500; i++) {
                tx.insert("INSERT INTO note (text) VALUES (?)", (CANARY + " " + i + " ").repeat(20));
            }
            return tx.insert("INSERT INTO setting (key, value) VALUES ('canary', ?)", CANARY);
        });
        temp.vault().write(tx -> tx.update("DELETE FROM note WHERE id % 2 = 0"));
    }

    private static List<Path> openFiles() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            List<Path> files = new ArrayList<>();
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    files.add(Files.readSymbolicLink(descriptor));
                }
            }
            return files;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> forms() {
        List<byte[]> forms = new ArrayList<>();
        for (String word : List.of(CANARY, PASSPHRASE, Keys.PASSPHRASE)) {
            forms.add(word.getBytes(StandardCharsets.UTF_8));
            forms.add(word.getBytes(StandardCharsets.UTF_16LE));
            forms.add(word.getBytes(StandardCharsets.UTF_16BE));
            forms.add(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return forms;
    }

    private static List<Path> findings(Path folder) throws IOException {
        return findings(folder, forms());
    }

    private static List<Path> findings(Path folder, List<byte[]> forms) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // One char for each byte, so that text can be searched for as such.
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (forms.stream().anyMatch(form -> bytes.contains(new String(form, StandardCharsets.ISO_8859_1)))) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
