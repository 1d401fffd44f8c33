package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sealed archive that goes on Signal, by a stand-in for signal-cli.
class SealOnSignalTest {
    @TempDir
    private Path folder;
    private Program program;
    private String id;

    @BeforeEach
    void aClosedCaseWithBob() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.recordTo(folder.resolve("sent"));
        rig.world.text(SignalRig.BOB, "Bonjour");
        program = Program.ofAlice(folder);
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli", rig.program.toString());
        program.json("sync");
        program.run("archive-key", "generate").ends(Exit.DONE);
        id = program.oneJson("case", "new", "Eaux usées").text("id");
        program.run("contact", "add", "--name", "Bob", "--signal", SignalRig.BOB).ends(Exit.DONE);
        program.run("case", "link", id, "Bob").ends(Exit.DONE);
        program.run("case", "tag", program.oneJson("list").text("id"), "--case", id).ends(Exit.DONE);
        program.run("case", "close", id).ends(Exit.DONE);
    }

    @Test
    void whoHasNoAddressGetsItOnSignalAndTheReceiptSaysThatTheyHaveIt() throws IOException {
        accept();
        assertEquals("sent", program.oneJson("case", "seal", id, "--danger", "no", "--send").text("status"));
        assertTrue(Files.readString(folder.resolve("sent")).contains("data-"), "under a name that says nothing");
        program.json("sync");
        assertEquals(List.of(), kinds("seal-delivered"));
        program.run("case", "destroy", id, "--yes").ends(Exit.REFUSED);

        bobsTelephoneHasIt();

        assertEquals(List.of("seal-delivered"), kinds("seal-delivered"));
        program.run("case", "destroy", id, "--yes").ends(Exit.DONE);
    }

    @Test
    void whatTheGateRefusesIsADraftAndNothingIsDelivered() throws IOException {
        Json refused = program.run("--json", "case", "seal", id, "--danger", "no", "--send", "--signal", SignalRig.BOB)
                .ends(Exit.REFUSED).json().getFirst();
        assertEquals("refused", refused.text("status"));
        program.json("sync");
        assertEquals(List.of(), kinds("seal-delivered"));
        program.run("case", "destroy", id, "--yes").ends(Exit.REFUSED);

        accept();
        program.run("draft", "send", refused.text("id")).ends(Exit.DONE);
        bobsTelephoneHasIt();
        assertEquals(List.of("seal-delivered"), kinds("seal-delivered"), "though it left later, from its draft");
    }

    @Test
    void aSealStaysDeliveredWhenTheCaseComesBackOutOfItsArchive() throws IOException {
        accept();
        program.run("case", "seal", id, "--danger", "no", "--send").ends(Exit.DONE);
        bobsTelephoneHasIt();
        program.run("case", "archive", id).ends(Exit.DONE);
        program.run("case", "unarchive", id, "--reason", "une question").ends(Exit.DONE);
        program.run("case", "close", id);
        program.run("case", "destroy", id, "--yes").ends(Exit.DONE);
    }

    /// Signal's receipt for the last message that left.
    private void bobsTelephoneHasIt() throws IOException {
        Matcher sent = Pattern.compile("\"timestamp\":([0-9]{13})").matcher(Files.readString(folder.resolve("sent")));
        String last = sent.results().map(found -> found.group(1)).reduce((_, later) -> later).orElseThrow();
        Path data;
        try (Stream<Path> all = Files.find(folder.resolve("vault").resolve("signal"), 3,
                (path, _) -> path.endsWith("data"))) {
            data = all.findFirst().orElseThrow();
        }
        StandIn.in(data)
                .post("""
                        {"do":"receive","params":{"account":"%s","envelope":{"source":"%s","sourceNumber":"%s","sourceUuid":"%s",\
                        "sourceName":"Bob","sourceDevice":1,"timestamp":%s,"serverReceivedTimestamp":1,\
                        "serverDeliveredTimestamp":1,"receiptMessage":{"when":%s,"isDelivery":true,"isRead":false,\
                        "isViewed":false,"timestamps":[%s]}}}}"""
                        .formatted(SignalRig.NUMBER, SignalRig.BOB, SignalRig.BOB,
                                SignalRig.BOB_ACI, last, last, last));
        program.json("sync");
    }

    private List<String> kinds(String kind) {
        return program.json("journal", "list", "--case", id).stream().map(entry -> entry.text("kind"))
                .filter(kind::equals).toList();
    }

    private void accept() {
        program.run("signal", "accept", SignalRig.BOB, "--safety-number",
                program.oneJson("signal", "show", SignalRig.BOB).text("safetyNumber")).ends(Exit.DONE);
    }
}
