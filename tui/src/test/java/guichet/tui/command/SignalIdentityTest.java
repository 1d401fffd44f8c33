package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `signal …`: what people decide about somebody who wrote through a stand-in for signal-cli.
class SignalIdentityTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void bobHasWritten() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.text(SignalRig.BOB, "Bonjour");
        program = Program.ofAlice(folder);
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli", rig.program.toString());
        program.json("sync");
    }

    private Json bob() {
        return program.oneJson("signal", "show", SignalRig.BOB);
    }

    private Json message() {
        return program.oneJson("show", program.oneJson("list").text("id"));
    }

    @Test
    void aStrangersMessageIsUnknownUntilTheSafetyNumberThatWasLookedAtIsAccepted() {
        assertEquals("unknown", bob().text("trust"));
        assertEquals("unknown", message().at("protection").at("identity").text("trust"));

        String seen = bob().text("safetyNumber");
        assertEquals(60, seen.replace(" ", "").length());
        assertEquals("accepted",
                program.oneJson("signal", "accept", SignalRig.BOB, "--safety-number", seen).text("trust"));
        assertEquals("accepted", message().at("protection").at("identity").text("trust"));
        assertEquals(List.of("signal-accepted"), program.json("journal", "list", "--kind", "signal-accepted").stream()
                .map(entry -> entry.text("kind")).toList());
    }

    @Test
    void anotherNumberThanTheirsDecidesNothing() {
        String other = "1".repeat(60);
        program.run("signal", "accept", SignalRig.BOB, "--safety-number", other).ends(Exit.REFUSED);
        program.run("signal", "verify", SignalRig.BOB, "--safety-number", other, "--how", "au téléphone")
                .ends(Exit.REFUSED);
        program.run("signal", "accept", SignalRig.BOB).ends(Exit.USAGE);
        assertEquals("unknown", bob().text("trust"));
    }

    @Test
    void rejectionIsLiftedByComparingOnly() {
        String seen = bob().text("identityKey");
        program.json("signal", "distrust", SignalRig.BOB, "--reason", "usurpé");
        assertEquals("distrusted", bob().text("trust"));
        program.run("signal", "accept", SignalRig.BOB, "--safety-number", seen).ends(Exit.REFUSED);
        Json verified = program.oneJson("signal", "verify", SignalRig.BOB, "--safety-number", seen, "--how", "vu");
        assertEquals("verified", verified.text("trust"));
        assertEquals("vu", verified.text("how"));
    }

    @Test
    void theyAreLinkedToAContactWhoMayThenBeNamed() {
        program.json("contact", "add", "--name", "Bob", "--address", "bob@example.org");
        assertEquals("unknown", program.oneJson("signal", "link", SignalRig.BOB, "Bob").text("trust"));
        assertEquals(SignalRig.BOB, program.oneJson("signal", "show", "Bob").text("number"));
        program.json("signal", "unlink", "Bob");
        program.run("signal", "show", "Bob").ends(Exit.NOT_FOUND);
        program.run("signal", "show", "+33799999999").ends(Exit.NOT_FOUND);
        assertTrue(program.run("signal", "list").ends(Exit.DONE).out().contains(SignalRig.BOB));
    }
}
