package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bob plays the forum.
class MachineCommandsTest {
    private static final String FORUM = "bob@example.org";

    @TempDir
    private Path folder;
    private Program program;
    private String key = "";

    @BeforeEach
    void aVault() {
        program = Program.ofAlice(folder);
        key = program.oneJson("key", "import",
                program.file("bob.asc", Cast.bob().certificate().armored()).toString()).text("fingerprint");
    }

    @Test
    void aServiceIsPinnedListedMutedAndTakenAway() {
        program.run("key", "accept", key).ends(Exit.DONE);
        Json added = program.oneJson("machine", "add", FORUM, "--key", key, "--name", "Forum");
        assertEquals(List.of("Forum", key, FORUM),
                List.of(added.text("name"), added.text("fingerprint"), added.text("address")));
        assertEquals(true, program.oneJson("machine", "mute", FORUM).get("muted"));
        assertEquals(true, program.oneJson("machine", "list").get("muted"));
        assertEquals(false, program.oneJson("machine", "unmute", FORUM).get("muted"));
        assertEquals(true, program.oneJson("machine", "remove", FORUM).get("removed"));
        assertEquals(List.of(), program.json("machine", "list"));
        program.run("machine", "remove", FORUM).ends(Exit.NOT_FOUND);
        program.run("machine", "mute", FORUM).ends(Exit.NOT_FOUND);
        assertEquals(List.of("machine-removed", "machine-pinned"),
                program.json("journal", "list").stream().map(entry -> entry.text("kind")).limit(2).toList());
    }

    @Test
    void aKeyThatNobodyTookOrThatIsAnothersIsNotPinned() {
        program.run("machine", "add", FORUM, "--key", key).ends(Exit.REFUSED);
        program.run("key", "accept", key).ends(Exit.DONE);
        program.run("machine", "add", "carol@example.org", "--key", key).ends(Exit.REFUSED);
        program.run("machine", "add", "alice@guichet.example", "--key", key).ends(Exit.USAGE);
        program.run("machine", "add", FORUM, "--key", "0".repeat(40)).ends(Exit.NOT_FOUND);
        assertEquals(List.of(), program.json("machine", "list"));
    }
}
