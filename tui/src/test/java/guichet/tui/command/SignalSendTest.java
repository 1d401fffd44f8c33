package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `send --via signal`, `draft send` and `outbox …`: from the command line to what a stand-in for signal-cli, started as a process, says that it was given.
class SignalSendTest {
    private static final String CANARY = "zanzibar";
    private static final Path STAND_IN = Path.of("standin");

    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void bobHasWritten() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.recordTo(folder.resolve("sent"));
        rig.world.text(SignalRig.BOB, "Bonjour");
        program = Program.ofAlice(folder);
        program.file("text", CANARY + "\n");
        program.json("account", "add", "signal", "--number", SignalRig.NUMBER, "--signal-cli", rig.program.toString());
        program.json("sync");
    }

    @Test
    void whatIsWrittenArrivesWithItsFileAndStandsInItsCase() throws IOException {
        accept();
        String inCase = program.oneJson("case", "new", "Eaux").text("id");
        Path file = program.file("analyses.pdf", "%PDF");
        Json sent = send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB, "--case", inCase, "--attach",
                file.toString());
        assertEquals("sent", sent.text("status"));
        assertEquals("signal", sent.text("channel"));
        assertEquals("end-to-end", sent.text("protection"));
        assertEquals(null, sent.get("journal"));
        List<String> arrived = arrived();
        assertEquals(1, arrived.size());
        assertTrue(arrived.getFirst().contains("\"message\":\"" + CANARY + "\""), arrived::toString);
        assertTrue(arrived.getFirst().contains("analyses.pdf\"]"), arrived::toString);
        Json kept = program.oneJson("list", "--case", inCase);
        assertEquals("signal", kept.text("channel"));
        assertEquals("out", kept.text("direction"));
        Json row = program.oneJson("outbox", "list");
        assertEquals("sent", row.text("state"));
        assertEquals("signal", row.text("channel"));
        assertEquals(List.of(), program.json("draft", "list"));
        assertFalse(arrived.getFirst().contains("\"expiration\""), "a reply sets no timer");
    }

    @Test
    void anAnswerQuotesWhatItAnswersAndGoesWhereThatWasSaid() throws IOException {
        accept();
        String message = program.oneJson("list").text("id");
        assertEquals("sent", send(Exit.DONE, "--via", "signal", "--reply-to", message).text("status"));
        String arrived = arrived().getFirst();
        assertTrue(arrived.contains("\"quoteMessage\":\"Bonjour\""), arrived);
        assertTrue(arrived.contains("\"quoteAuthor\":\"" + SignalRig.BOB_ACI + "\""), arrived);
        assertTrue(arrived.contains("\"recipients\":[\"" + SignalRig.BOB_ACI + "\"]"), arrived);
        assertEquals("sent", program.oneJson("signal", "react", message, "👍").text("status"));
        String record = Files.readString(folder.resolve("sent"));
        assertTrue(record.contains("sendReaction") && record.contains("\\uD83D\\uDC4D"), record);
        assertTrue(program.run("outbox", "list").ends(Exit.DONE).out().contains("reaction"));
    }

    @Test
    void aGroupGetsItOnceThoseWhoSpokeInItWereLookedAt() throws IOException {
        String group = "AAECAwQFBgcICQoLDA0ODw==";
        live().post("{\"do\":\"group\",\"id\":\"" + group + "\",\"name\":\"Collectif\",\"members\":[\""
                + SignalRig.BOB_ACI + "\"]}");
        live().post("{\"do\":\"text\",\"from\":\"" + SignalRig.BOB + "\",\"text\":\"Bonjour à tous\",\"group\":\""
                + group + "\"}");
        program.json("sync");
        assertEquals("refused", send(Exit.REFUSED, "--via", "signal", "--to", "group:" + group).text("status"));
        assertEquals(List.of(), arrived());

        accept();
        assertEquals("group-not-looked-at", send(Exit.REFUSED, "--via", "signal", "--to", "group:" + group)
                .objects("refusals").getFirst().text("why"));
        lookAt(group);
        assertEquals("sent", send(Exit.DONE, "--via", "signal", "--to", "group:" + group).text("status"));
        assertEquals(1, arrived().size());
        String sent = arrived().getFirst();
        assertTrue(sent.contains("\"groupId\":\"" + group + "\"") && sent.contains(CANARY), sent);
        assertFalse(sent.contains("\"recipients\""), sent);
        assertEquals("refused", send(Exit.REFUSED, "--via", "signal", "--to", "group:" + group.replace("AAEC", "AAED"))
                .text("status"), "a group that nobody has spoken in here");
    }

    @Test
    void theContactsNameAndThePrefixSayTheChannelToo() throws IOException {
        accept();
        program.json("contact", "add", "--name", "Bob", "--address", "bob@example.org");
        program.json("signal", "link", SignalRig.BOB, "Bob");
        assertEquals("sent", send(Exit.DONE, "--via", "signal", "--to", "Bob").text("status"));
        assertEquals("sent", send(Exit.DONE, "--to", "signal:" + SignalRig.BOB).text("status"));
        assertEquals(2, arrived().size());
        assertTrue(program.run("outbox", "list").ends(Exit.DONE).out().contains("Bob (" + SignalRig.BOB + ")"));
    }

    @Test
    void whomNobodyHasLookedAtGetsNothingUntilSomebodyHas() throws IOException {
        Json refused = send(Exit.REFUSED, "--via", "signal", "--to", SignalRig.BOB);
        assertEquals("refused", refused.text("status"));
        Json why = refused.objects("refusals").getFirst();
        assertEquals("signal:" + SignalRig.BOB, why.text("recipient"));
        assertEquals("untrusted-identity", why.text("why"));
        assertEquals(List.of("look-at-identity", "mail"), why.list("remedies"));
        assertEquals(List.of(), program.json("outbox", "list"));
        assertEquals(CANARY, program.oneJson("draft", "show", refused.text("id")).text("body"));
        assertEquals("unknown-recipient", send(Exit.REFUSED, "--via", "signal", "--to", "+33799999999")
                .objects("refusals").getFirst().text("why"));
        assertEquals(List.of(), arrived());

        accept();
        assertEquals("sent", program.oneJson("draft", "send", refused.text("id")).text("status"));
        assertEquals(1, arrived().size());
    }

    @Test
    void thereIsNoOverrideOnSignalAndItIsSaid() throws IOException {
        String draft = send(Exit.REFUSED, "--via", "signal", "--to", SignalRig.BOB).text("id");
        for (List<String> wrong : List.of(
                List.of("send", "--via", "signal", "--to", SignalRig.BOB, "--body-file", text(), "--send-unencrypted",
                        "bob@example.org", "--reason", "she asked for it by phone"),
                List.of("send", "--via", "signal", "--to", SignalRig.BOB, "--body-file", text(), "--reason",
                        "she asked for it by phone"),
                List.of("draft", "send", draft, "--send-unencrypted", "bob@example.org", "--reason",
                        "she asked for it by phone"))) {
            String said = program.run(wrong.toArray(String[]::new)).ends(Exit.USAGE).err();
            assertTrue(said.contains("Everything on Signal is encrypted"), said);
        }
        assertEquals(List.of(), arrived());
        assertEquals(List.of(), program.json("outbox", "list"));
        assertEquals(List.of(), program.json("journal", "list", "--exposures"));
    }

    @Test
    void whatIsNoSignalMessageIsUsage() {
        for (List<String> wrong : List.<List<String>>of(List.of("--to", SignalRig.BOB, "+33722222222"),
                List.of("--to", SignalRig.BOB, "--cc", "a@example.org"),
                List.of("--to", SignalRig.BOB, "--subject", "x"),
                List.of())) {
            List<String> all = new ArrayList<>(List.of("send", "--via", "signal", "--body-file", text()));
            all.addAll(wrong);
            program.run(all.toArray(String[]::new)).ends(Exit.USAGE);
        }
        program.run("send", "--via", "signal", "--to", SignalRig.BOB, "--body", " ").ends(Exit.USAGE);
        program.run("send", "--to", SignalRig.BOB, "--body-file", text()).ends(Exit.USAGE);
    }

    @Test
    void aKeyThatChangedBeforeItLeavesHoldsItUntilSomebodyHasLookedAtIt() throws IOException {
        accept();
        bob("\"key\":2");
        Json held = send(Exit.REFUSED, "--via", "signal", "--to", SignalRig.BOB);
        assertEquals("refused", held.text("status"));
        assertEquals("held", program.oneJson("outbox", "list").text("state"));
        assertEquals("changed", program.oneJson("signal", "show", SignalRig.BOB).text("trust"));
        assertEquals("untrusted-identity", send(Exit.REFUSED, "--via", "signal", "--to", SignalRig.BOB)
                .objects("refusals").getFirst().text("why"), "from now on it is not even tried");
        assertEquals(List.of(), arrived());

        accept();
        assertEquals("sent", program.oneJson("outbox", "retry", held.text("id")).text("status"));
        assertEquals(1, arrived().size());
    }

    @Test
    void killedAfterSignalCliTookItItStaysUnknownAndIsNeverSentTwice() throws IOException {
        accept();
        live().dieAt("send", "accepted");
        Json unknown = send(Exit.FAILED, "--via", "signal", "--to", SignalRig.BOB);
        assertEquals("unknown", unknown.text("status"));
        program.run("sync").ends(Exit.DONE);
        program.at(Cast.NOW.plus(Duration.ofDays(2))).run("sync").ends(Exit.DONE);
        assertEquals("unknown", program.oneJson("outbox", "list").text("state"));
        assertEquals(1, arrived().size());
        assertTrue(program.run("outbox", "cancel", unknown.text("id")).ends(Exit.FAILED).err().contains("unknown"));
    }

    @Test
    void whatStayedUnknownIsSettledByAPersonWhoSaysHowTheyKnow() throws IOException {
        accept();
        live().dieAt("send", "accepted");
        String id = send(Exit.FAILED, "--via", "signal", "--to", SignalRig.BOB).text("id");
        program.run("outbox", "settle", id, "--reason", "a call").ends(Exit.USAGE);
        program.run("outbox", "settle", id, "--left", "--not-left", "--reason", "a call").ends(Exit.USAGE);
        program.run("outbox", "settle", id, "--left", "--reason", " ").ends(Exit.USAGE);
        program.run("outbox", "settle", "99", "--left", "--reason", "a call").ends(Exit.NOT_FOUND);

        assertEquals("sent", program.oneJson("outbox", "settle", id, "--left", "--reason", "a call").text("state"));

        program.run("outbox", "settle", id, "--not-left", "--reason", "a call").ends(Exit.FAILED);
        Json entry = program.json("journal", "list", "--kind", "send-settled").getFirst();
        assertEquals("a call", entry.text("reason"));
        assertEquals(1, arrived().size());
    }

    @Test
    void aRateLimitIsToldWithItsEndAndObeyed() throws IOException {
        accept();
        bob("\"state\":\"captcha\",\"token\":\"challenge-7\",\"retryAfterSeconds\":3600");
        Program.Ended queued = program.run("send", "--via", "signal", "--to", SignalRig.BOB, "--body-file", text())
                .ends(Exit.DONE);
        assertTrue((queued.out() + queued.err()).contains("signalcaptchas.org"), queued::err);
        Json row = program.oneJson("outbox", "list");
        assertEquals("waiting", row.text("state"));
        assertEquals("captcha-needed: challenge-7", row.text("error"));
        assertEquals(Cast.NOW.plusSeconds(3600).toString(), row.text("notBefore"));
        assertTrue(program.run("outbox", "list").ends(Exit.DONE).out().contains("Next try"));
        program.run("sync").ends(Exit.DONE);
        assertEquals(1L, program.oneJson("outbox", "list").get("attempts"), "not before its time");
        program.run("outbox", "captcha", "99", "signalcaptcha://x").ends(Exit.NOT_FOUND);
        assertEquals("queued", send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB).text("status"));
        assertEquals("sent",
                program.oneJson("outbox", "captcha", row.text("id"), "signalcaptcha://solved").text("status"));
        assertEquals(2, arrived().size(), "what waited with it has left, too");
        program.run("outbox", "captcha", row.text("id"), "signalcaptcha://x").ends(Exit.FAILED);
    }

    @Test
    void theUnregisteredAreOfferedMail() throws IOException {
        accept();
        bob("\"state\":\"unregistered\"");
        Program.Ended failed = program.run("send", "--via", "signal", "--to", SignalRig.BOB, "--body-file", text())
                .ends(Exit.FAILED);
        assertTrue(failed.err().contains("Write by mail"), failed::err);
        Json again = send(Exit.REFUSED, "--via", "signal", "--to", SignalRig.BOB);
        assertEquals("unregistered", again.objects("refusals").getFirst().text("why"));
        assertEquals(List.of("mail"), again.objects("refusals").getFirst().list("remedies"));
    }

    @Test
    void withoutItsProgramItWaitsAndMayBeTakenBackAndLeavesOnceItIsThere() throws IOException {
        accept();
        Path program0 = folder.resolve("signal-cli");
        Path away = Files.move(program0, folder.resolve("away"));
        Json queued = send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB);
        assertEquals("queued", queued.text("status"));
        Json row = program.oneJson("outbox", "list");
        assertTrue(row.text("error").startsWith("signal-no-program"), row::toString);
        String draft = program.oneJson("outbox", "cancel", row.text("id")).text("draft");
        assertEquals("signal", program.oneJson("draft", "show", draft).text("channel"));
        send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB);
        Files.move(away, program0);
        program.at(Cast.NOW.plusSeconds(60)).run("sync").ends(Exit.DONE);
        assertEquals(1, arrived().size());
        assertEquals("sent", program.json("outbox", "list").getFirst().text("state"));
    }

    @Test
    void aRefusedMailIsMovedToSignalInOneStepAndJournalled() throws IOException {
        accept();
        program.json("contact", "add", "--name", "Bob", "--address", "bob@example.org");
        program.json("signal", "link", SignalRig.BOB, "Bob");
        Json refused = program.run("--json", "send", "--to", "bob@example.org", "--subject", "Re: Analyses",
                "--body-file", text()).ends(Exit.REFUSED).json().getFirst();
        Json why = refused.objects("refusals").getFirst();
        assertEquals("signal", why.list("remedies").getFirst());
        String draft = refused.text("id");
        Json moved = program.oneJson("draft", "move", draft, "--via", "signal");
        assertEquals("signal", moved.text("channel"));
        assertEquals(List.of(), arrived(), "it has yet to be sent");
        assertEquals(List.of("bob@example.org", "signal:aci:" + SignalRig.BOB_ACI),
                program.oneJson("journal", "list", "--kind", "moved-to-signal").get("recipients"));
        program.run("draft", "move", draft, "--via", "signal").ends(Exit.USAGE);
        assertEquals("sent", program.oneJson("draft", "send", draft).text("status"));
        assertTrue(arrived().getFirst().contains("\"message\":\"Analyses\\n\\n" + CANARY), arrived()::toString);
    }

    @Test
    void whatCantGoToSignalStaysTheMailThatItWas() {
        accept();
        for (String to : List.of("bob@example.org", "nobody@example.org")) {
            String draft = program.run("--json", "send", "--to", to, "--body-file", text()).ends(Exit.REFUSED).json()
                    .getFirst().text("id");
            program.run("draft", "move", draft, "--via", "signal").ends(Exit.NOT_FOUND);
            assertEquals("mail", program.oneJson("draft", "show", draft).text("channel"));
        }
        assertEquals(List.of(), program.json("journal", "list", "--kind", "moved-to-signal"));
    }

    @Test
    void whatIsAnsweredVanishesThereAsTheConversationIsSetAndNothingHereEverChangesThat() throws IOException {
        accept();
        String group = "AAECAwQFBgcICQoLDA0ODw==";
        live().post("{\"do\":\"group\",\"id\":\"" + group + "\",\"name\":\"Collectif\",\"members\":[\""
                + SignalRig.BOB_ACI + "\"]}");
        says("Bonjour", "\"expiresInSeconds\":3600");
        says("Bonjour à tous", "\"expiresInSeconds\":60,\"group\":\"" + group + "\"");
        program.json("sync");
        lookAt(group);
        assertEquals(3600L, program.oneJson("signal", "show", SignalRig.BOB).get("timer"));

        send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB);
        send(Exit.DONE, "--via", "signal", "--to", "group:" + group);
        program.json("signal", "react", program.json("list", "--channel", "signal").getLast().text("id"), "👍");
        says("Plus vite", "\"expiresInSeconds\":5");
        program.json("sync");
        send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB);
        says("Plus du tout", "\"expiresInSeconds\":0");
        program.json("sync");
        send(Exit.DONE, "--via", "signal", "--to", SignalRig.BOB);

        assertEquals(List.of("3600", "60", "5", "0"), arrived().stream()
                .map(line -> line.replaceFirst(".*\"expiresInSeconds\":([0-9]+).*", "$1")).toList());
        assertEquals(List.of(), asked("updateContact"));
        assertEquals(List.of(), asked("updateGroup"));
        assertTrue(arrived().stream().noneMatch(line -> line.contains("\"expiration\"")), arrived()::toString);
    }

    private void says(String text, String more) throws IOException {
        live().post("{\"do\":\"text\",\"from\":\"" + SignalRig.BOB + "\",\"text\":\"" + text + "\"," + more + "}");
    }

    @Test
    void whatIsOpenedIsToldOnceToWhoeverWroteItWhereThatIsTurnedOn() throws IOException {
        accept();
        program.json("config", "set", "signal-read-receipts", "yes");
        assertEquals("signal-read-receipts yes",
                program.json("journal", "list", "--kind", "setting-changed").getFirst().text("detail"));
        String before = program.json("list", "--channel", "signal").getFirst().text("id");
        program.json("show", before);
        live().text(SignalRig.BOB, "Encore");
        program.run("sync").ends(Exit.DONE);
        assertEquals(List.of(), asked("sendReceipt"), "nobody has read it");

        program.json("show", program.json("list", "--channel", "signal").getFirst().text("id"));
        program.run("sync").ends(Exit.DONE);
        program.run("sync").ends(Exit.DONE);

        assertEquals(1, asked("sendReceipt").size());
        assertTrue(asked("sendReceipt").getFirst().contains("\"recipient\":\"" + SignalRig.BOB_ACI + "\""));
        assertTrue(asked("sendReceipt").getFirst().contains("\"type\":\"read\""));
    }

    @Test
    void whoeverOnlyReadsAGroupIsSeenFirstAndWhoeverJoinsLaterStopsTheNextMessage() throws IOException {
        accept();
        String group = "AAECAwQFBgcICQoLDA0ODw==";
        UUID carol = new UUID(7, 0x8000000000000003L);
        UUID dave = new UUID(7, 0x8000000000000004L);
        live().person("+33722222222", carol, "Carol").person("+33733333333", dave, "Dave");
        group(group, SignalRig.BOB_ACI, SignalRig.OWN, carol);
        says("Bonjour à tous", "\"group\":\"" + group + "\"");
        program.json("sync");

        Json readers = program.oneJson("signal", "readers", "group:" + group);
        assertEquals(List.of("accepted", "unknown"),
                readers.objects("readers").stream().map(each -> each.text("trust")).toList());
        program.run("signal", "readers", "group:" + group, "--looked-at", "00000000").ends(Exit.REFUSED);
        assertEquals(List.of("group-not-looked-at"), refusedWhy(group));
        lookAt(group);
        assertEquals("2 readers, 1 unknown",
                program.oneJson("journal", "list", "--kind", "signal-group-looked-at").text("detail"));
        assertEquals("sent", send(Exit.DONE, "--via", "signal", "--to", "group:" + group).text("status"));

        group(group, SignalRig.BOB_ACI, SignalRig.OWN, carol, dave);
        Json held = send(Exit.REFUSED, "--via", "signal", "--to", "group:" + group);
        assertEquals("group-not-looked-at", program.json("outbox", "list").getFirst().text("error"));
        assertEquals(1, arrived().size(), "Dave has read nothing");
        assertEquals(List.of("group-not-looked-at"), refusedWhy(group));
        lookAt(group);
        assertEquals("sent", program.oneJson("outbox", "retry", held.text("id")).text("status"));

        group(group, SignalRig.BOB_ACI, SignalRig.OWN);
        assertEquals("sent", send(Exit.DONE, "--via", "signal", "--to", "group:" + group).text("status"),
                "whoever has left stops nothing");
    }

    private List<String> refusedWhy(String group) {
        return send(Exit.REFUSED, "--via", "signal", "--to", "group:" + group).objects("refusals").stream()
                .map(each -> each.text("why")).toList();
    }

    private void lookAt(String group) {
        program.json("signal", "readers", "group:" + group, "--looked-at",
                program.oneJson("signal", "readers", "group:" + group).text("code"));
    }

    private void group(String group, UUID... members) throws IOException {
        live().post("{\"do\":\"group\",\"id\":\"" + group + "\",\"name\":\"Collectif\",\"members\":["
                + Stream.of(members).map(each -> "\"" + each + "\"").collect(Collectors.joining(",")) + "]}");
    }

    private void accept() {
        String seen = program.oneJson("signal", "show", SignalRig.BOB).text("safetyNumber");
        program.json("signal", "accept", SignalRig.BOB, "--safety-number", seen);
    }

    private String text() {
        return folder.resolve("text").toString();
    }

    private Json send(Exit exit, String... more) {
        List<String> all = new ArrayList<>(List.of("--json", "send", "--body-file", text()));
        all.addAll(List.of(more));
        return program.run(all.toArray(String[]::new)).ends(exit).json().getFirst();
    }

    /// What becomes of Bob from now on.
    private void bob(String change) throws IOException {
        live().post("{\"do\":\"person\",\"number\":\"%s\",\"uuid\":\"%s\",\"name\":\"Bob\",%s}".formatted(SignalRig.BOB,
                SignalRig.BOB_ACI, change));
    }

    /// The stand-in with which the account works.
    private StandIn live() throws IOException {
        try (Stream<Path> files = Files.walk(program.vault().resolve("signal"))) {
            Path own = files.filter(file -> file.endsWith(STAND_IN)).findFirst().orElseThrow();
            return StandIn.in(own.resolve("..").normalize());
        }
    }

    private List<String> arrived() throws IOException {
        return asked("send");
    }

    private List<String> asked(String method) throws IOException {
        Path record = folder.resolve("sent");
        return Files.exists(record)
                ? Files.readAllLines(record).stream().filter(line -> line.contains("\"method\":\"" + method + "\""))
                        .toList()
                : List.of();
    }
}
