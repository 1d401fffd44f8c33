package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes by Signal, one after the other and through the whole program: a clear word, nothing lost, the channel goes on.
class SignalBadInputTest {
    private static final String ESCAPES = "\\u001b]0;owned\\u0007\\u202egnp.exe";

    @TempDir
    private Path folder;

    @Test
    void whatIsBrokenIsKeptAndWhatComesBehindItIsRead() throws Exception {
        Program program = Program.withVault(folder);
        SignalOffice office = SignalOffice.in(program);
        office.world.text(SignalOffice.BOB, "le premier");
        for (String fault : List.of("not-utf8", "deep", "long-line", "unknown-method", "unasked")) {
            office.world.fault(fault, fault.equals("deep") ? 10_000 : 6 << 20);
        }
        office.world.line("no JSON \u001b[31m".getBytes(StandardCharsets.UTF_8));
        post(office, "\"text\":\"absent\",\"attachments\":[{\"filename\":\"absent.pdf\",\"missing\":true}]");
        post(office, "\"text\":\"dehors\",\"attachments\":[{\"filename\":\"x.txt\",\"id\":\"../../accounts.json\","
                + "\"missing\":true}]");
        post(office, "\"text\":\"signes " + ESCAPES + "\",\"attachments\":[{\"filename\":\"" + ESCAPES
                + "\",\"base64\":\"eA==\"}]");
        post(office, "\"text\":\"en 2286\",\"timestamp\":9999999999999");
        post(office, "\"text\":\"en 1970\",\"timestamp\":1");
        office.world.fault("half-line", 0).die().text(SignalOffice.BOB, "le dernier");

        for (int tries = 0; tries < 5 && said(program, "le dernier") == 0; tries++) {
            program.run("sync");
        }
        for (String word : List.of("premier", "absent", "dehors", "signes", "2286", "1970", "dernier")) {
            assertEquals(1, said(program, word), word);
        }
        List<Answer> all = program.json("list", "--limit", "100");
        assertTrue(all.stream().filter(message -> message.text("subject").equals("not-understood")).count() >= 4,
                all::toString);
        for (Answer message : all) {
            String shown = program.run("show", message.text("id")).ends(0).out();
            assertFalse(shown.contains("\u001b") || shown.contains("\u202e"), "the terminal is not taken over");
        }
        String check = program.run("--lang", "fr", "sync").ends(0).out();
        assertFalse(check.contains("\u001b"), check);
        program.run("journal", "verify").ends(0);
    }

    private static void post(SignalOffice office, String members) throws Exception {
        office.world.post("{\"do\":\"text\",\"from\":\"" + SignalOffice.BOB + "\"," + members + "}");
    }

    private static int said(Program program, String word) {
        return program.json("search", word).size();
    }
}
