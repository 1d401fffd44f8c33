package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes by Signal is nowhere in the clear: on no disk at any time, and in memory only until it is stored.
class SignalCanaryTest {
    private static final List<String> WORDS = List.of("canari-signal-8811", "canari-piece-8812", "canari-nom-8813",
            "canari-reponse-8814", "canari-joint-8815");
    private static final int FILES = 150;
    private static final Path RAM = Path.of("/dev/shm");

    @TempDir
    private Path folder;
    /// What people have elsewhere: the answer as typed, and what its reader got.
    @TempDir
    private Path typed;

    @Test
    void nothingIsOnTheDiskDuringUseAfterAKillAndAfterTheEnd() throws Exception {
        Program program = Program.withVault(folder);
        SignalOffice office = SignalOffice.in(program);
        office.world.recordTo(typed.resolve("arrived"));
        Canaries canaries = Canaries.words(WORDS);
        for (int i = 0; i < FILES; i++) {
            office.world.text(SignalOffice.BOB, "canari-signal-8811 " + i);
            office.world.attachment(SignalOffice.BOB, "canari-nom-8813 " + i + ".txt", "text/plain",
                    ("canari-piece-8812 " + i + "\n").repeat(500).getBytes(StandardCharsets.UTF_8));
        }

        killWhileFilesAreInMemory(program, office);
        assertEquals(List.of(), onDisk(canaries), "after a kill");
        assertFalse(canaries.in(List.of(memory(office))).isEmpty(), "what was acknowledged is kept in memory");

        program.inProcess(List.of(), "sync").ends(0);
        answer(program);
        assertTrue(Files.readString(typed.resolve("arrived")).contains("canari-reponse-8814"), "it left");
        assertEquals(2L * FILES + 1, program.json("list", "--limit", "1000").size());
        assertEquals(1, program.json("search", "canari-piece-8812", "--limit", "1").size()
                + program.json("search", "canari-signal-8811", "--limit", "1").size(), "it can be found inside");
        assertEquals(List.of(), onDisk(canaries), "after the end");
        assertEquals(List.of(), canaries.in(List.of(RAM)), "nor is anything left in memory");
        assertFalse(Files.exists(office.home.resolve("ram"), LinkOption.NOFOLLOW_LINKS));
        for (String name : List.of("attachments", "avatars", "stickers")) {
            assertTrue(Files.isSymbolicLink(office.home.resolve("data").resolve(name)), name);
        }
    }

    private void answer(Program program) throws Exception {
        program.run("signal", "accept", SignalOffice.BOB, "--safety-number",
                program.json("signal", "show", SignalOffice.BOB).getFirst().text("safetyNumber")).ends(0);
        Path text = Files.writeString(typed.resolve("text"), "canari-reponse-8814\n");
        Path file = Files.writeString(typed.resolve("canari-joint-8815.txt"), "canari-joint-8815\n".repeat(500));
        program.inProcess(List.of(), "send", "--via", "signal", "--to", SignalOffice.BOB, "--body-file",
                text.toString(), "--attach", file.toString()).ends(0);
    }

    /// The stand-in's own script apart: it plays the people outside.
    private List<Path> onDisk(Canaries canaries) throws IOException {
        return canaries.in(List.of(folder)).stream().filter(file -> !file.toString().contains("/standin/")).toList();
    }

    private static void killWhileFilesAreInMemory(Program program, SignalOffice office) throws Exception {
        Process hub = program.process("sync").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (hub.isAlive() && !hasFiles(office.home.resolve("ram/attachments"))) {
            Thread.sleep(2);
        }
        assertTrue(hub.isAlive(), "it was not done yet");
        hub.destroyForcibly().waitFor();
        awaitEndOfSignalCli(office);
    }

    /// The hub's death closes its input.
    private static void awaitEndOfSignalCli(SignalOffice office) throws Exception {
        Path process = memory(office).resolve("process");
        for (int tries = 0; tries < 200 && Files.exists(process) && isAlive(process); tries++) {
            Thread.sleep(50);
        }
    }

    private static boolean isAlive(Path process) throws IOException {
        String pid = Files.readString(process).strip().split(" ", -1)[0];
        return pid.matches("[0-9]+")
                && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }

    private static Path memory(SignalOffice office) throws IOException {
        return Files.readSymbolicLink(office.home.resolve("ram"));
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
