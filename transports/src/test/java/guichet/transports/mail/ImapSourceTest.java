package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.AccountsSchema;
import guichet.keystore.Address;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.CuttingProxy.Cut;
import guichet.transports.mail.CuttingProxy.Direction;
import guichet.transports.mail.FolderVisit.Tally;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
final class ImapSourceTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final FakeShelf shelf = new FakeShelf();
    private final Accounts accounts = new Accounts();
    private TempVault temp;
    private GreenRig green;

    @BeforeEach
    void open() throws Exception {
        temp = TempVault.make(AccountsSchema.SCHEMA);
        green = new GreenRig();
    }

    @AfterEach
    void close() throws Exception {
        green.close();
        temp.close();
    }

    @Test
    void fetchesOnceAndThenOnlyWhatIsNew() throws Exception {
        AccountId id = account(green.imap());
        for (int n = 1; n <= 5; n++) {
            green.deliver(mail(n));
        }
        try (ImapSource source = source(id)) {
            assertEquals(new Tally(5, 0), source.fetchOnce());
            green.deliver(mail(6));
            assertEquals(new Tally(1, 0), source.fetchOnce());
        }
        assertEquals(6, shelf.distinct());
        assertFalse(green.anythingFlagged());
        assertEquals(Link.ONLINE, state(id).link());
        assertTrue(state(id).error().isEmpty());
    }

    @Test
    void aLargeMessageComesWhole() throws Exception {
        AccountId id = account(green.imap());
        String large = mail(1) + "a line to fill it\r\n".repeat(150_000);
        green.deliver(large);
        try (ImapSource source = source(id)) {
            assertEquals(new Tally(1, 0), source.fetchOnce());
        }
        assertEquals(List.of(large), shelf.texts());
    }

    @Test
    void idleDeliversWithinASecondOrSo() throws Exception {
        AccountId id = account(green.imap());
        green.deliver(mail(1));
        try (ImapSource source = source(id)) {
            source.start();
            FakeShelf.until(SOON, () -> shelf.distinct() == 1 && link(id) == Link.ONLINE);
            green.deliver(mail(2));
            FakeShelf.until(SOON, () -> shelf.distinct() == 2);
            // Several probes of the idle connection later it still listens.
            Thread.sleep(1_500);
            green.deliver(mail(3));
            FakeShelf.until(SOON, () -> shelf.distinct() == 3);
        }
        assertEquals(0, shelf.duplicates());
    }

    @Test
    void aMailThatComesBetweenTheFetchAndTheIdleIsSeenAtOnce() throws Exception {
        AccountId id = account(green.imap());
        GapClock gap = new GapClock(() -> green.deliver(mail(1)));
        try (ImapSource source = source(id, GapClock.RARELY_PROBING, gap)) {
            source.start();
            assertTrue(gap.untilItIsSeen(shelf).compareTo(GapClock.AT_ONCE) < 0);
        }
    }

    @Test
    void whatAServerTellsOnlyAtTheEndOfAnIdleIsSeenAtOnceToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ImapSourceTest::tellingLate)) {
            AccountId id = account("imap://127.0.0.1:" + server.port());
            GapClock gap = new GapClock(() -> {
            });
            try (ImapSource source = source(id, GapClock.RARELY_PROBING, gap)) {
                source.start();
                assertTrue(gap.untilItIsSeen(shelf).compareTo(GapClock.AT_ONCE) < 0);
            }
        }
    }

    /// A mail comes before the first IDLE; the server speaks of it when that ends.
    private static void tellingLate(ScriptedServer.Peer peer) throws IOException {
        ImapScript.login(peer);
        boolean come = false;
        while (true) {
            String command = peer.command();
            String tag = ImapScript.tag(command);
            if (command.contains("EXAMINE")) {
                peer.say("* OK [UIDVALIDITY 5] so it is", tag + " OK done");
            } else if (command.contains("IDLE")) {
                peer.say("+ idling");
                peer.command();
                come = true;
                peer.say("* 1 EXISTS", tag + " OK done");
            } else if (come && command.contains("BODY.PEEK")) {
                peer.say(ImapScript.body(1, 7, "one"), tag + " OK done");
            } else if (come && command.contains("FETCH 1:*")) {
                peer.say(ImapScript.size(1, 7, 3), tag + " OK done");
            } else {
                peer.say(tag + " OK done");
            }
        }
    }

    @Test
    void comesBackAfterTheConnectionWasCut() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(green.imapPort())) {
            AccountId id = account("imap://127.0.0.1:" + proxy.port());
            try (ImapSource source = source(id)) {
                source.start();
                green.deliver(mail(1));
                FakeShelf.until(SOON, () -> shelf.distinct() == 1);
                proxy.cutNow();
                green.deliver(mail(2));
                FakeShelf.until(SOON, () -> shelf.distinct() == 2);
                assertEquals(0, shelf.duplicates());
            }
        }
    }

    @Test
    void noticesAConnectionThatIsDeadWithoutSayingSo() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(green.imapPort())) {
            proxy.cutNext(Cut.afterWords(Direction.TO_SERVER, "IDLE\r\n").silently());
            AccountId id = account("imap://127.0.0.1:" + proxy.port());
            try (ImapSource source = source(id, TestMailbox.patience(Duration.ofSeconds(2)))) {
                source.start();
                FakeShelf.until(SOON, () -> link(id) == Link.ONLINE);
                proxy.cutNext(Cut.NEVER);
                green.deliver(mail(1));
                FakeShelf.until(SOON, () -> shelf.distinct() == 1);
            }
        }
    }

    @Test
    void theDefaultsNoticeADeadConnectionInUnderAMinute() {
        Duration worst = Patience.DEFAULT.probe().plus(Patience.DEFAULT.reply());
        assertTrue(worst.compareTo(Duration.ofMinutes(1)) < 0, worst.toString());
        assertTrue(Patience.DEFAULT.probe().compareTo(Duration.ofMinutes(29)) < 0);
    }

    @Test
    void saysWhyItIsOfflineAndTriesAgain() throws Exception {
        AccountId id;
        try (ScriptedServer refusing = new ScriptedServer(peer -> peer.say("* BYE come back tomorrow"))) {
            id = account("imap://127.0.0.1:" + refusing.port());
            try (ImapSource source = source(id)) {
                source.start();
                FakeShelf.until(SOON, () -> refusing.connections() >= 3);
                FakeShelf.until(SOON, () -> link(id) == Link.OFFLINE);
                assertEquals(Optional.of("server-unavailable: come back tomorrow"), state(id).error());
            }
        }
    }

    @Test
    void endsAtOnceWhenClosed() throws Exception {
        AccountId id = account(green.imap());
        ImapSource source = source(id);
        source.start();
        FakeShelf.until(SOON, () -> link(id) == Link.ONLINE);
        long begun = System.nanoTime();
        source.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 3_000);
        assertEquals(Link.OFFLINE, state(id).link());
        green.deliver(mail(1));
        Thread.sleep(300);
        assertEquals(List.of(), shelf.uids());
    }

    @Test
    void endsByItselfWhenTheVaultIsLocked() throws Exception {
        AccountId id = account(green.imap());
        try (ImapSource source = source(id)) {
            source.start();
            FakeShelf.until(SOON, () -> link(id) == Link.ONLINE);
            temp.vault().close();
            Thread.sleep(1_500);
        }
        temp.reopen();
    }

    @Test
    void waitsLongerAfterEachFailureWithinBounds() {
        Patience patience = Patience.DEFAULT;
        Backoff backoff = new Backoff(patience, RandomGenerator.of("L64X128MixRandom"));
        Duration most = patience.firstRetry();
        for (int n = 0; n < 40; n++) {
            Duration next = backoff.next();
            assertTrue(next.compareTo(most) <= 0 && next.compareTo(most.dividedBy(2)) >= 0, next.toString());
            most = most.multipliedBy(2).compareTo(patience.lastRetry()) < 0
                    ? most.multipliedBy(2)
                    : patience.lastRetry();
        }
        backoff.reset();
        assertTrue(backoff.next().compareTo(patience.firstRetry()) <= 0);
    }

    private AccountId account(String imap) throws VaultException {
        try (Secret password = TestMailbox.password()) {
            return temp.vault().write(tx -> accounts.addMail(tx,
                    new Accounts.NewMailAccount(Address.parse(TestMailbox.ADDRESS).orElseThrow(), "Alice", imap,
                            "smtp://127.0.0.1:1", TestMailbox.ADDRESS, List.of("INBOX"), Optional.empty()),
                    password));
        }
    }

    private ImapSource source(AccountId id) {
        return source(id, TestMailbox.PATIENCE);
    }

    private ImapSource source(AccountId id, Patience patience) {
        return source(id, patience, Clock.system(ZoneOffset.UTC));
    }

    private ImapSource source(AccountId id, Patience patience, Clock clock) {
        return new ImapSource(id, Mailboxes.in(temp.vault(), accounts), shelf,
                new StateReport(temp.vault(), accounts, id, clock), patience, FetchLimits.DEFAULT, clock,
                RandomGenerator.of("L64X128MixRandom"));
    }

    private AccountState state(AccountId id) throws VaultException {
        return temp.vault().read(tx -> accounts.state(tx, id));
    }

    private Link link(AccountId id) {
        try {
            return state(id).link();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    static String mail(int n) {
        return "From: bob@example.test\r\nTo: alice@ngo.test\r\nMessage-ID: <" + n
                + "@example.test>\r\nSubject: number " + n + "\r\n\r\nbody " + n + "\r\n";
    }

}
