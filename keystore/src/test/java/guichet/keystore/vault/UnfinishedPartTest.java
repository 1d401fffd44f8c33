package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not finished stays as long as its process lives, and no longer than until the next one comes.
class UnfinishedPartTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessLeftGoesWithTheNextAndWhatALivingOneWritesStays() throws Exception {
        try (ChildJvm child = ChildJvm.start(Child.class, folder, "unfinished", folder.toString())) {
            String theirs = child.line();
            try (UnfinishedPart ours = UnfinishedPart.in(folder, random)) {
                Files.writeString(ours.path(), "ours");
                assertTrue(Files.exists(folder.resolve(theirs).resolve("half")), "its process lives");
                UnfinishedPart.in(folder, random).close();
                assertTrue(Files.exists(ours.path()), "so does this one");
            }
            assertTrue(Files.exists(folder.resolve(theirs).resolve("half")), "ours took nothing with it");
            child.kill();
            UnfinishedPart.in(folder, random).close();
            assertEquals(List.of(), names());
        }
    }

    @Test
    void whatSqlitePutsBesideGoesWithIt() throws Exception {
        try (UnfinishedPart part = UnfinishedPart.in(folder, random)) {
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                Files.writeString(Path.of(part.path() + suffix), "x");
            }
        }
        assertEquals(List.of(), names());
    }

    @Test
    void anotherNamedAlikeAndWhatALinkPointsToStay() throws Exception {
        Path kept = Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "kept");
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(there.resolve(".guichet-notours.part"), "a name of other people");
        Files.createSymbolicLink(there.resolve(".guichet-0123456789abcdef.lock"), kept);
        Files.writeString(there.resolve(".guichet-0123456789abcdef.part"), "no lock, so nobody knows");
        Files.createFile(there.resolve(".guichet-1123456789abcdef.lock"));
        Files.createSymbolicLink(there.resolve(".guichet-1123456789abcdef.part"), kept.getParent());
        UnfinishedPart.in(there, random).close();
        assertEquals("kept", Files.readString(kept));
        try (Stream<Path> all = Files.list(there)) {
            assertEquals(List.of(".guichet-0123456789abcdef.lock", ".guichet-0123456789abcdef.part",
                    ".guichet-notours.part"), all.map(each -> each.getFileName().toString()).sorted().toList());
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
