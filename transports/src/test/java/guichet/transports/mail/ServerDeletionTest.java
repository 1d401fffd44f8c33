package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import guichet.inbox.endings.ServerMail.Fate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerDeletionTest {
    /// EXPUNGE alone would take what somebody else has marked.
    @Test
    void touchesNothingWhereTheServerCannotDeleteSingleMessages() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            ImapScript.login(peer);
            peer.listenUntilTheEnd();
        })) {
            assertEquals(Fate.CANNOT, deletion("imap://127.0.0.1:" + server.port()).expunge(TestMailbox.ACCOUNT,
                    "INBOX", 7, Set.of(1L)));
            String said = server.heard().toUpperCase(Locale.ROOT);
            assertFalse(said.contains("SELECT") || said.contains("STORE") || said.contains("EXPUNGE"), said);
        }
    }

    @Test
    void deletesTheseMessagesAndNoOthers() throws Exception {
        try (GreenRig green = new GreenRig()) {
            for (String word : List.of("one", "two", "three", "four")) {
                green.deliver("Subject: " + word + "\r\n\r\n" + word + "\r\n");
            }
            long validity;
            try (ImapSession session = ImapSession.open(TestMailbox.server(green.imap(), Optional.empty()),
                    TestMailbox.login(), TestMailbox.PATIENCE, new Cutoff())) {
                validity = session.examine("INBOX");
                assertEquals(4, session.listAbove(0).size());
            }
            assertEquals(Fate.RENUMBERED,
                    deletion(green.imap()).expunge(TestMailbox.ACCOUNT, "INBOX", validity + 1, Set.of(1L)));
            assertEquals(Fate.GONE,
                    deletion(green.imap()).expunge(TestMailbox.ACCOUNT, "INBOX", validity, Set.of(2L, 3L)));
            assertEquals(2, green.inbox(TestMailbox.ADDRESS).size());
        }
    }

    private static ServerDeletion deletion(String imap) {
        return new ServerDeletion(
                TestMailbox.always(TestMailbox.account(imap, "smtp://127.0.0.1:1", Optional.empty(), "INBOX")),
                TestMailbox.PATIENCE);
    }
}
