package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.inbox.accounts.HeldBack;
import guichet.transports.mail.FolderVisit.Tally;
import guichet.transports.mail.ScriptedServer.Peer;
import guichet.transports.mail.ScriptedServer.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server may send, however wrong, harms nothing: no message is lost, none is taken for another, nothing hangs.
@Timeout(60)
final class HostileImapTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    private final FakeShelf shelf = new FakeShelf();
    private final Cautions cautions = new Cautions();

    @Test
    void takesNewMessagesInOrderAndChangesNothingAtTheServer() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(2, 9, 3), ImapScript.size(1, 7, 3));
            ImapScript.answer(peer, ImapScript.body(2, 9, "two"), "* 1 FETCH (FLAGS (\\Seen))",
                    ImapScript.body(1, 7, "one"));
            end(peer);
        })) {
            assertEquals(new Tally(2, 0), visit(server, FetchLimits.DEFAULT));
            assertEquals(List.of(7L, 9L), shelf.uids());
            assertEquals(List.of("one", "two"), shelf.texts());
            String said = server.heard().toUpperCase(Locale.ROOT);
            assertFalse(said.contains("SELECT") || said.contains("STORE") || said.contains("EXPUNGE")
                    || said.contains("BODY[") || said.contains("APPEND"), said);
        }
    }

    @Test
    void whatWasNotAskedForIsNotTaken() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 3));
            ImapScript.answer(peer, ImapScript.body(9, 999, "from nowhere"), ImapScript.body(1, 7, "one"),
                    ImapScript.body(1, 7, "another seven"));
            end(peer);
        })) {
            visit(server, FetchLimits.DEFAULT);
            assertEquals(List.of("one"), shelf.texts());
        }
    }

    @Test
    void aMessageThatIsTooLargeIsHeldBackAndTheOthersAreTaken() throws Exception {
        FetchLimits small = new FetchLimits(10, 100, 10);
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 3), ImapScript.size(2, 8, 11), ImapScript.size(3, 9, 3));
            ImapScript.answer(peer, ImapScript.body(1, 7, "one"), ImapScript.body(3, 9, "two"));
            end(peer);
        })) {
            visit(server, small);
            assertEquals(List.of(7L, 9L), shelf.uids());
            assertEquals(List.of(new HeldBack("INBOX", 5, 8, 11, "message-too-large", CLOCK.instant())),
                    shelf.heldBack(TestMailbox.ACCOUNT));
        }
        // Later, with room for it, it is fetched though messages above it are stored.
        try (ScriptedServer server = new ScriptedServer(peer -> {
            ImapScript.login(peer);
            ImapScript.examine(peer, 5);
            ImapScript.answer(peer, ImapScript.size(3, 9, 3));
            ImapScript.answer(peer, ImapScript.size(2, 8, 11));
            ImapScript.answer(peer, ImapScript.body(2, 8, "eleven byte"));
            peer.listenUntilTheEnd();
        })) {
            visit(server, FetchLimits.DEFAULT, new Cautions());
            assertEquals(List.of(7L, 9L, 8L), shelf.uids());
            assertEquals(List.of(), shelf.heldBack(TestMailbox.ACCOUNT));
        }
    }

    @Test
    void aMessageThatIsListedAndNotGivenIsNotForgotten() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 3), ImapScript.size(2, 8, 3), ImapScript.size(3, 9, 3));
            ImapScript.answer(peer, ImapScript.body(1, 7, "one"), "* 2 FETCH (UID 8 BODY[] NIL)",
                    "* 3 FETCH (UID 9 BODY[] \"\")");
            end(peer);
        })) {
            visit(server, FetchLimits.DEFAULT);
            assertEquals(List.of(7L), shelf.uids());
            assertEquals(List.of(8L, 9L), shelf.heldBack(TestMailbox.ACCOUNT).stream().map(HeldBack::uid).toList());
        }
        // One of the two has been deleted by its owner: it is forgotten; the other one is fetched.
        try (ScriptedServer server = new ScriptedServer(peer -> {
            ImapScript.login(peer);
            ImapScript.examine(peer, 5);
            ImapScript.answer(peer);
            ImapScript.answer(peer, ImapScript.size(3, 9, 3));
            ImapScript.answer(peer, ImapScript.body(3, 9, "two"));
            peer.listenUntilTheEnd();
        })) {
            visit(server, FetchLimits.DEFAULT, new Cautions());
            assertEquals(List.of(7L, 9L), shelf.uids());
            assertEquals(List.of(), shelf.heldBack(TestMailbox.ACCOUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{1073741824}", "{99999999999999999999}", "{18446744073709551616}"})
    void aGiganticLiteralIsRefusedBeforeItIsReadAndDoesNotStandBeforeTheOthersForEver(String literal)
            throws Exception {
        Script liar = peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 3), ImapScript.size(2, 8, 3), ImapScript.size(3, 9, 3));
            while (true) {
                String command = peer.command();
                if (command.contains("7") || command.contains("8")) {
                    peer.say("* 1 FETCH (UID 7 BODY[] " + literal);
                    peer.sayRaw("x".repeat(10_000));
                    peer.listenUntilTheEnd();
                } else {
                    peer.say(ImapScript.body(3, 9, "two"), ImapScript.tag(command) + " OK done");
                }
            }
        };
        try (ScriptedServer server = new ScriptedServer(liar)) {
            // The batch fails, then each message alone; each is noted, and what comes after them gets through.
            for (int n = 0; n < 3; n++) {
                LinkException failure = assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
                assertEquals(Trouble.MESSAGE_TOO_LARGE, failure.trouble());
            }
            assertEquals(List.of(7L, 8L), shelf.heldBack(TestMailbox.ACCOUNT).stream().map(HeldBack::uid).toList());
        }
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 3), ImapScript.size(2, 8, 3), ImapScript.size(3, 9, 3));
            ImapScript.answer(peer, ImapScript.body(3, 9, "two"));
            end(peer);
        })) {
            visit(server, FetchLimits.DEFAULT);
            assertEquals(List.of("two"), shelf.texts());
        }
    }

    @Test
    void aLiteralThatEndsInTheMiddleStoresNothing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, ImapScript.size(1, 7, 30));
            peer.command();
            peer.sayRaw("* 1 FETCH (UID 7 BODY[] {30}\r\nhalf of it");
            peer.reset();
        })) {
            assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
            assertEquals(List.of(), shelf.uids());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"* 1 FETCH (UID 7 BODY[] {3}\r\nabc", "* 1 FETCH ((((((", "* 1 FETCH UID 7",
            "* 1 FETCH ()()",
            "* 1 FETCH (UID 7 BODY[] abc)", "* 1 FETCH (UID 7 BODY[] \"abc)", "* 1 FETCH (UID -7 RFC822.SIZE 3)",
            "* 1 FETCH (UID 7 RFC822.SIZE 99999999999)", "+ what", "+", "*", "", "* ", "* 4294967296 EXISTS",
            "g1 OK old",
            "* BYE {5}", "* OK [UIDVALIDITY", "\0\0\0",
            "* 1 FETCH (X ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a"})
    void garbageEndsTheVisitAtMost(String garbage) throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            ImapScript.answer(peer, garbage, ImapScript.size(1, 7, 3));
            ImapScript.answer(peer, garbage, ImapScript.body(1, 7, "one"));
            end(peer);
        })) {
            try {
                visit(server, FetchLimits.DEFAULT);
                assertEquals(List.of("one"), shelf.texts());
            } catch (LinkException failure) {
                assertTrue(shelf.texts().stream().allMatch("one"::equals), failure.trouble().word());
            }
        }
    }

    @Test
    void mutatedConversationsNeverStoreWhatWasNotSaidNorHang() throws Exception {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int rounds = Boolean.getBoolean("guichet.soak") ? 5_000 : 150;
        for (int round = 0; round < rounds; round++) {
            long seed = chance.nextLong();
            try (ScriptedServer server = new ScriptedServer(peer -> mutated(peer, seed))) {
                visit(server, FetchLimits.DEFAULT);
            } catch (LinkException expected) {
                assertTrue(expected.fault().serverWords().length() <= 500);
            }
        }
        for (long uid : shelf.uids()) {
            assertTrue(uid > 0 && uid <= 0xFFFF_FFFFL);
        }
    }

    private static void mutated(Peer peer, long seed) throws IOException {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        begin(peer);
        for (String line = peer.line(); line != null; line = peer.line()) {
            StringBuilder answer = new StringBuilder(line.contains("BODY.PEEK")
                    ? ImapScript.body(1, 7, "one") + "\r\n" + ImapScript.body(2, 8, "two")
                    : ImapScript.size(1, 7, 3) + "\r\n" + ImapScript.size(2, 8, 3));
            int changes = 1 + chance.nextInt(3);
            for (int n = 0; n < changes; n++) {
                int at = chance.nextInt(answer.length());
                switch (chance.nextInt(3)) {
                    case 0 -> answer.setCharAt(at, (char) chance.nextInt(256));
                    case 1 -> answer.deleteCharAt(at);
                    default -> answer.insert(at, "({\"})\r\n *0179".charAt(chance.nextInt(13)));
                }
            }
            peer.say(answer.toString(), ImapScript.tag(line) + " OK done");
            if (chance.nextInt(10) == 0) {
                return;
            }
        }
    }

    @Test
    void anEndlessAnswerIsGivenUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            peer.command();
            while (true) {
                peer.sayRaw("* 1 FETCH (FLAGS (" + "a ".repeat(1_000));
            }
        })) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
            assertEquals(Trouble.BAD_ANSWER, failure.trouble());
        }
    }

    @Test
    void aServerThatSaysFarewellIsQuoted() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> peer.say("* BYE too many connections"))) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
            assertEquals(new Fault(Trouble.SERVER_UNAVAILABLE, "too many connections"), failure.fault());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"* BYE gone fishing {9}", "* BYE gone {99999999}", "* OK ready {8000000}", "* BYE {-9}"})
    void aFarewellThatEndsLikeALiteralIsNotWaitedForLongerThanAnyAnswer(String greeting) throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.say(greeting);
            peer.listenUntilTheEnd();
        })) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
            assertEquals("", failure.fault().serverWords());
        }
    }

    @Test
    void aRefusedLoginSaysSoAndTheSecretIsInNoMessage() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.say("* OK ready");
            ImapScript.capabilities(peer);
            String tag = ImapScript.tag(peer.command());
            peer.say("+ ");
            peer.command();
            peer.say(tag + " NO [AUTHENTICATIONFAILED] no");
        })) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, FetchLimits.DEFAULT));
            assertEquals(Trouble.LOGIN_REFUSED, failure.trouble());
            assertFalse((failure.getMessage() + failure.fault()).contains(TestMailbox.PASSWORD));
        }
    }

    @Test
    void loginWhereOnlyTheLoginCommandIsThere() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.say("* OK ready");
            String tag = ImapScript.tag(peer.command());
            peer.say("* CAPABILITY IMAP4rev1", tag + " OK done");
            peer.say(ImapScript.tag(peer.command()) + " OK in");
            ImapScript.capabilities(peer);
            ImapScript.examine(peer, 5);
            ImapScript.answer(peer);
            end(peer);
        })) {
            assertEquals(Tally.NOTHING, visit(server, FetchLimits.DEFAULT));
            assertTrue(server.heard().contains(" LOGIN alice@ngo.test secret\r\n"), server.heard());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"quoted\\ word|\"a \\\"quoted\\\\ word\"", "x) (y|\"x) (y\"", "{5}|\"{5}\""})
    void nothingInAPasswordBreaksTheLoginCommand(String pair) throws Exception {
        String[] sides = pair.split("\\|", 2);
        try (ScriptedServer server = new ScriptedServer(HostileImapTest::onlyTheLoginCommand)) {
            assertThrows(LinkException.class, () -> visit(server, sides[0]));
            assertTrue(server.heard().contains(" LOGIN alice@ngo.test " + sides[1] + "\r\n"), server.heard());
        }
    }

    @Test
    void aPasswordThatTheLoginCommandCantSayIsNotSaidWrongly() throws Exception {
        try (ScriptedServer server = new ScriptedServer(HostileImapTest::onlyTheLoginCommand)) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, "cl\u00e9"));
            assertEquals(Trouble.NO_LOGIN_METHOD, failure.trouble());
            assertFalse(server.heard().contains("LOGIN"), server.heard());
        }
        try (ScriptedServer server = new ScriptedServer(HostileImapTest::onlyTheLoginCommand)) {
            LinkException failure = assertThrows(LinkException.class, () -> visit(server, "se\0cret"));
            assertEquals(Trouble.LOGIN_REFUSED, failure.trouble());
            assertFalse(server.heard().contains("LOGIN"), server.heard());
        }
    }

    private static void onlyTheLoginCommand(Peer peer) throws IOException {
        peer.say("* OK ready");
        peer.say("* CAPABILITY IMAP4rev1", ImapScript.tag(peer.command()) + " OK done");
        peer.say(ImapScript.tag(peer.command()) + " NO");
    }

    /// RFC 3501, section 5.1.3, gives the last one; the others follow its rule.
    @ParameterizedTest
    @ValueSource(strings = {"Éléments envoyés|\"&AMk-l&AOk-ments envoy&AOk-s\"", "R&D|R&-D",
            "a\"b\\c|\"a\\\"b\\\\c\"", "台北|&U,BTFw-"})
    void folderNamesAreWrittenAsImapWantsThem(String pair) throws Exception {
        String[] sides = pair.split("\\|", 2);
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            end(peer);
        }); Cutoff cutoff = new Cutoff(); ImapSession session = open(server, TestMailbox.login(), cutoff)) {
            session.examine(sides[0]);
            assertTrue(server.heard().contains(" EXAMINE " + sides[1] + "\r\n"), server.heard());
        }
    }

    @Test
    void aFolderNameCanBreakNoCommand() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            begin(peer);
            end(peer);
        }); Cutoff cutoff = new Cutoff(); ImapSession session = open(server, TestMailbox.login(), cutoff)) {
            assertThrows(LinkException.class, () -> session.examine("INBOX\r\ng9 DELETE INBOX"));
            assertFalse(server.heard().contains("DELETE"), server.heard());
        }
    }

    private static void begin(Peer peer) throws IOException {
        ImapScript.login(peer);
        ImapScript.examine(peer, 5);
    }

    /// Nothing lies above what was listed.
    private static void end(Peer peer) throws IOException {
        for (String line = peer.line(); line != null; line = peer.line()) {
            peer.say(ImapScript.tag(line) + " OK done");
        }
    }

    private Tally visit(ScriptedServer server, FetchLimits limits) throws Exception {
        return visit(server, limits, cautions);
    }

    private Tally visit(ScriptedServer server, FetchLimits limits, Cautions careful) throws Exception {
        return visit(server, limits, careful, TestMailbox.login());
    }

    private Tally visit(ScriptedServer server, String password) throws Exception {
        Secret secret = Secret.of(password.getBytes(StandardCharsets.UTF_8));
        return visit(server, FetchLimits.DEFAULT, cautions, new Login(TestMailbox.ADDRESS, secret));
    }

    private Tally visit(ScriptedServer server, FetchLimits limits, Cautions careful, Login login) throws Exception {
        try (Cutoff cutoff = new Cutoff(); ImapSession session = open(server, login, cutoff)) {
            return new FolderVisit(session, shelf, careful, limits, CLOCK, TestMailbox.ACCOUNT, "INBOX").perform();
        }
    }

    private static ImapSession open(ScriptedServer server, Login login, Cutoff cutoff) throws Exception {
        Server there = TestMailbox.server("imap://127.0.0.1:" + server.port(), Optional.empty());
        return ImapSession.open(there, login, TestMailbox.PATIENCE, cutoff);
    }
}
