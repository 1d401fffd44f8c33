package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// A vault with a closed case, copied for each attempt at ending it, and what may be found in it afterwards.
final class EndingOffice {
    static final String CASE = "2026-0001";
    static final String CANARY = "hoatzinnotiz";
    private static final int MAILS = 24;
    static final int MESSAGES = MAILS + 1;

    private final Path folder;
    private final Random random = new Random(20261126);
    private int copies;

    EndingOffice(Path folder) {
        this.folder = folder;
    }

    /// What is never touched, but copied.
    Path closed() {
        return folder.resolve("closed");
    }

    /// Makes it; one of its mails is so large that a sealed archive has several parts.
    void closedCase() throws IOException {
        Path closed = Files.createDirectory(closed());
        Program program = Program.withVault(closed);
        program.run("archive-key", "generate").ends(0);
        assertEquals(CASE, program.json("case", "new", "Eaux usées").getFirst().text("id"));
        List<String> tag = new ArrayList<>(List.of("case", "tag"));
        Path mails = Files.createDirectory(folder.resolve("mails"));
        for (int i = 0; i < MAILS; i++) {
            Files.writeString(mails.resolve(i + ".eml"), "From: zoe@example.test\r\nTo: " + Program.ADDRESS
                    + "\r\nSubject: " + CANARY + "\r\nMessage-ID: <" + i + "@example.test>\r\n\r\n"
                    + noise(i == 7 ? 1_000_000 : 2_000) + "\r\n");
        }
        program.json("import", mails.toString()).forEach(each -> tag.add(each.text("id")));
        tag.addAll(List.of("--case", CASE));
        program.run(tag.toArray(String[]::new)).ends(0);
        program.run("case", "note", CASE, "--body-file", program.file("note", CANARY).toString()).ends(0);
        program.run("case", "close", CASE).ends(0);
    }

    @FunctionalInterface
    interface Preparing {
        void in(Program program) throws Exception;
    }

    /// A copy of it in which something was done; made once.
    Path prepared(String name, Preparing preparing) throws Exception {
        Path there = folder.resolve(name);
        if (!Files.exists(there)) {
            preparing.in(Program.withVaultThere(copy(closed(), there)));
        }
        return there;
    }

    /// Another one like it.
    Path copy(Path from) throws IOException {
        return copy(from, folder.resolve("copy-" + copies++));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /// Where it is there.
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static void hereOrDestroyed(Program program) throws Exception {
        boolean here = isThere(program);
        List<Answer> destroyed = program.json("case", "destructions");
        assertEquals(here ? 0 : 1, destroyed.size());
        assertEquals(here ? MESSAGES : 0, messages(program));
        assertEquals(here ? MESSAGES : 0, program.json("search", CANARY, "--limit", "1000").size());
        if (!here) {
            assertEquals("done", destroyed.getFirst().text("stage"));
            assertTrue(Files.exists(program.folder().resolve("vault.destroyed")));
        }
    }

    /// In parts of the name `other`: where the first is, all are.
    ///
    /// @param reader in whose vault the case is not any more
    static void sealedOrNot(Program program, Program reader) throws Exception {
        List<String> parts = names(program.folder(), "other.");
        if (parts.contains("other.001")) {
            assertTrue(parts.size() > 1, "it has several parts");
            List<String> restore = new ArrayList<>(List.of("case", "restore", "--dry-run"));
            parts.forEach(part -> restore.add(program.folder().resolve(part).toString()));
            reader.run(restore.toArray(String[]::new)).ends(0);
        }
        assertEquals(MESSAGES, messages(program));
    }

    /// From the file `seal`.
    static void goneOrRestored(Program program) throws Exception {
        boolean restored = isThere(program);
        assertEquals(restored ? MESSAGES : 0, messages(program));
        assertEquals(restored ? MESSAGES : 0, program.json("search", CANARY, "--limit", "1000").size());
        program.run("case", "restore", program.folder().resolve("seal").toString()).ends(restored ? 3 : 0);
        assertEquals(MESSAGES, messages(program));
    }

    static void hereOrArchived(Program program) throws Exception {
        int here = messages(program);
        boolean archived = program.json("case", "list").getFirst().text("title").isEmpty();
        assertEquals(archived ? 0 : MESSAGES, here);
        assertEquals(archived ? 1 : 0, Files.isDirectory(program.vault().resolve("archive"))
                ? names(program.vault().resolve("archive"), "").size()
                : 0);
        program.run("case", "unarchive", CASE, "--reason", "pour voir").ends(archived ? 0 : 1);
        assertEquals(MESSAGES, messages(program));
        assertEquals(MESSAGES, program.json("search", CANARY, "--limit", "1000").size());
    }

    private static boolean isThere(Program program) {
        return !program.json("case", "list").isEmpty();
    }

    static int messages(Program program) throws Exception {
        try (Workspace open = program.open()) {
            return open.vault().read(tx -> tx.one("SELECT count(*) AS n FROM message WHERE case_id = ?",
                    row -> (int) row.number("n"), CASE)).orElseThrow();
        }
    }

    static void isWhole(Path bag) throws Exception {
        for (String line : Files.readAllLines(bag.resolve("tagmanifest-sha512.txt"))) {
            isAsListed(bag, line);
        }
        List<String> files = Files.readAllLines(bag.resolve("manifest-sha512.txt"));
        assertTrue(files.size() > MESSAGES);
        for (String line : files) {
            isAsListed(bag, line);
        }
    }

    private static void isAsListed(Path bag, String line) throws Exception {
        String[] parts = line.split(" +", 2);
        assertEquals(parts[0], HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(bag.resolve(parts[1])))));
    }

    /// From the file `backup`, under that name beside it.
    static void restored(Program program, String name, int exit) throws Exception {
        Path there = program.folder().resolve(name);
        program.run("--vault", there.toString(), "backup", "restore", program.folder().resolve("backup").toString())
                .ends(exit);
        assertEquals(MESSAGES, program.json("--vault", there.toString(), "search", CANARY, "--limit", "1000").size());
        assertFalse(Files.exists(program.folder().resolve(name + ".restoring")));
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(), 36)).append(text.length() % 70 > 50 ? "\r\n" : " ");
        }
        return text.toString();
    }

    static List<String> names(Path folder, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).filter(name -> name.startsWith(prefix)).sorted()
                    .toList();
        }
    }
}
