package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `account add signal`, `account list|check|remove` and `sync`, with a stand-in for signal-cli started as a process.
class SignalAccountTest {
    @TempDir
    private Path folder;

    @Test
    void isLinkedByATelephoneThatScansAndThenReceives() throws IOException {
        SignalRig rig = SignalRig.scannedBy(folder, SignalRig.NUMBER);
        rig.world.text(SignalRig.BOB, "Bonjour, j'ai des documents");
        Program program = Program.ofAlice(folder);
        List<Json> lines = program.json("account", "add", "signal", "--number", "+33 6 12 34 56 78", "--signal-cli",
                rig.program.toString(), "--link");
        assertTrue(lines.getFirst().text("uri").startsWith("sgnl://linkdevice?"));
        assertEquals(true, lines.getLast().get("linked"));

        Json synced = program.oneJson("sync");
        assertEquals(SignalRig.NUMBER, synced.text("address"));
        assertEquals(1L, synced.get("new"));
        Json message = program.oneJson("list");
        assertEquals("signal", message.text("channel"));
        assertEquals("Bonjour, j'ai des documents", program.oneJson("show", message.text("id")).text("body"));

        Json account = program.oneJson("account", "list");
        assertEquals("signal", account.text("kind"));
        assertEquals(SignalRig.NUMBER, account.text("address"));
        assertEquals(0L, program.oneJson("sync").get("new"));
    }

    @Test
    void anotherTelephonesNumberLeavesNothingBehind() throws IOException {
        SignalRig rig = SignalRig.scannedBy(folder, "+33799999999");
        Program program = Program.ofAlice(folder);
        Program.Ended ended = program.run("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString(), "--link").ends(Exit.FAILED);
        assertTrue(ended.err().contains("+33799999999"), ended::err);
        assertEquals(List.of(), program.json("account", "list"));
        try (Stream<Path> left = Files.list(program.vault().resolve("signal"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void theCodeIsShownWithTheSizeThatItNeeds() throws IOException {
        SignalRig rig = SignalRig.scannedBy(folder, SignalRig.NUMBER);
        Program program = Program.ofAlice(folder);
        Program.Ended ended = program.run("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString(), "--link").ends(Exit.DONE);
        program.run("sync").ends(Exit.DONE);
        long rows = ended.err().lines().filter(line -> line.contains("▀") || line.contains("█")).count();
        assertTrue(rows > 15, ended::err);
        assertTrue(ended.err().contains("sgnl://linkdevice?"));
    }

    @Test
    void withoutLinkingItIsWrittenDownOnceAndCheckSaysThatItIsNotLinked() throws IOException {
        SignalRig rig = new SignalRig(folder);
        Program program = Program.ofAlice(folder);
        Json added = program.oneJson("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString());
        assertEquals(false, added.get("linked"));
        program.run("account", "add", "signal", "--number", SignalRig.NUMBER).ends(Exit.FAILED);
        Json checked = program.run("--json", "account", "check", added.text("id")).ends(Exit.FAILED).json().getFirst();
        assertTrue(checked.text("error").startsWith("signal-not-linked"), checked::toString);
    }

    @Test
    void checkTellsTheProgramsVersionAndThatTheServiceAnswers() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        Program program = Program.ofAlice(folder);
        String id = program.oneJson("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString()).text("id");
        Json checked = program.oneJson("account", "check", id);
        assertEquals(true, checked.get("asked"));
        assertFalse(checked.text("version").isEmpty());
        assertEquals(0L, checked.get("gaps"));

        assertEquals(id, program.oneJson("account", "remove", id).text("removed"));
        assertEquals(List.of(), program.json("account", "list"));
        program.run("account", "check", id).ends(Exit.NOT_FOUND);
    }

    @Test
    void aTimerErasesWhatWasReadHereOnceItIsOverWhereThatIsSet() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.post("{\"do\":\"text\",\"from\":\"%s\",\"text\":\"zanzibar\",\"expiresInSeconds\":60}"
                .formatted(SignalRig.BOB));
        Program program = Program.ofAlice(folder);
        program.run("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString()).ends(Exit.DONE);
        program.run("config", "set", "signal-expiring", "honour").ends(Exit.DONE);
        program.run("sync").ends(Exit.DONE);
        String id = program.oneJson("list").text("id");
        assertEquals("zanzibar", program.oneJson("show", id).text("body"));
        program.run("sync").ends(Exit.DONE);
        assertEquals("zanzibar", program.oneJson("show", id).text("body"));
        program.at(Cast.NOW.plusSeconds(61)).run("sync").ends(Exit.DONE);
        assertEquals("", program.oneJson("show", id).text("body"));
        assertEquals(1, program.json("journal", "list", "--kind", "message-expired").size());
    }

    @Test
    void aMissingProgramIsSaidAndMailGoesOn() {
        Program program = Program.ofAlice(folder);
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli", "/no/such/program");
        Json synced = program.run("--json", "sync").ends(Exit.FAILED).json().getFirst();
        assertTrue(synced.text("error").startsWith("signal-no-program"), synced::toString);
        program.run("account", "add", "signal", "--number", "0612345678").ends(Exit.USAGE);
    }

    @Test
    void doctorTellsHowSignalFaresWithoutFetchingAnything() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.text(SignalRig.BOB, "Bonjour");
        Program program = Program.ofAlice(folder);
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString());
        assertTrue(channels(program).contains("signal-never"), channels(program)::toString);
        assertEquals(List.of(), program.json("list"));
        program.json("sync");
        assertEquals(List.of(), channels(program).stream().filter(detail -> detail.equals("signal-never")).toList());
        Json checked = program.oneJson("account", "check", "1");
        assertEquals(30L, checked.get("daysUntilUnlinked"));
        program.at(Cast.NOW.plus(Duration.ofDays(2)));
        assertTrue(channels(program).contains("signal-silent"), channels(program)::toString);
        program.at(Cast.NOW.plus(Duration.ofDays(20)));
        assertTrue(channels(program).contains("signal-ends"), channels(program)::toString);
        program.at(Cast.NOW.plus(Duration.ofDays(200)));
        assertTrue(channels(program).contains("signal-old"), channels(program)::toString);
    }

    /// Nobody writes for weeks, and the device is linked all the same: no false alarm.
    @Test
    void aQuietAccountThatIsServedNowAndThenIsNotSaidToBeUnlinkedSoon() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        Program program = Program.ofAlice(folder);
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli",
                rig.program.toString());
        program.json("sync");
        assertFalse(channels(program).contains("signal-never"), channels(program)::toString);
        program.at(Cast.NOW.plus(Duration.ofDays(20)));
        assertTrue(channels(program).contains("signal-ends"), channels(program)::toString);
        program.json("sync");
        assertFalse(channels(program).contains("signal-ends"), channels(program)::toString);
    }

    @Test
    void aContactMayBeKnownOnSignalAloneAndOneOfBothWaysIsShownByBoth() {
        Program program = Program.ofAlice(folder);
        Json bob = program.oneJson("contact", "add", "--name", "Bob", "--signal", SignalRig.BOB);
        assertEquals(List.of("signal:" + SignalRig.BOB), bob.list("signal"));
        Json carol = program.oneJson("contact", "add", "--name", "Carol", "--address", "carol@example.org", "--signal",
                "+33722222222");
        assertEquals(List.of("carol@example.org"), carol.list("addresses"));
        assertEquals(List.of("signal:+33722222222"),
                program.oneJson("contact", "show", carol.text("id")).list("signal"));
        program.run("contact", "add", "--name", "Other", "--signal", SignalRig.BOB).ends(Exit.USAGE);
        program.run("contact", "add", "--name", "Nobody").ends(Exit.USAGE);
        program.run("contact", "add", "--name", "Nobody", "--signal", "0612").ends(Exit.USAGE);
        assertEquals(2, program.json("contact", "list").size());
        assertEquals("unknown", program.json("signal", "list").getFirst().text("trust"));
    }

    private static List<String> channels(Program program) {
        return program.json("doctor").stream().filter(line -> line.text("check").equals("channels"))
                .map(line -> line.text("detail")).toList();
    }
}
