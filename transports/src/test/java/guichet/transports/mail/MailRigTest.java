package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.endings.ServerMail.Fate;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedForTests;
import guichet.inbox.gate.Transport.Outcome;
import guichet.keystore.Address;
import guichet.keystore.TempVault;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.AccountCheck.Checked;
import guichet.transports.mail.CuttingProxy.Cut;
import guichet.transports.mail.CuttingProxy.Direction;
import guichet.transports.mail.FolderVisit.Tally;
import guichet.transports.net.Route;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against Dovecot and Postfix over TLS.
@RequiresPeer({"dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(180)
final class MailRigTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static MailRig rig;

    private final FakeShelf shelf = new FakeShelf();
    private final Accounts accounts = new Accounts();
    /// A mailbox of its own for each test.
    private final String alice = "alice" + NUMBER.incrementAndGet() + "@ngo.test";
    private final String bob = "bob" + NUMBER.get() + "@example.test";
    private TempVault temp;

    @BeforeAll
    static void start() throws Exception {
        rig = MailRig.start();
    }

    @AfterAll
    static void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        temp = TempVault.make(AccountsSchema.SCHEMA);
    }

    @AfterEach
    void close() throws Exception {
        temp.close();
    }

    @Test
    void bothServersPassTheCheckInBothFormsOfTls() throws Exception {
        for (String[] urls : new String[][]{{rig.imaps(), rig.smtps()}, {rig.imapStarttls(), rig.smtpStarttls()}}) {
            try (AccountCheck check = new AccountCheck(Route.STRAIGHT, TestMailbox.PATIENCE);
                    Secret password = TestMailbox.password()) {
                assertEquals(new Checked(Optional.empty(), Optional.empty()), check.check(TestMailbox
                        .account(urls[0], urls[1], Optional.of(rig.caPem()), "INBOX"), password));
            }
        }
    }

    @Test
    void theCheckSaysWhatIsWrong() throws Exception {
        try (AccountCheck check = new AccountCheck(Route.STRAIGHT, TestMailbox.PATIENCE);
                Secret wrong = Secret.of("not it".getBytes(StandardCharsets.UTF_8));
                Secret right = TestMailbox.password()) {
            var account = TestMailbox.account(rig.imaps(), rig.smtps(), Optional.of(rig.caPem()), "INBOX");
            Checked refused = check.check(account, wrong);
            assertEquals(Trouble.LOGIN_REFUSED, refused.imap().orElseThrow().trouble());
            assertEquals(Trouble.LOGIN_REFUSED, refused.smtp().orElseThrow().trouble());
            var untrusted = TestMailbox.account(rig.imaps(), rig.smtps(), Optional.empty(), "INBOX");
            assertEquals(Trouble.CERTIFICATE_UNTRUSTED,
                    check.check(untrusted, right).imap().orElseThrow().trouble());
            var folder = TestMailbox.account(rig.imaps(), rig.smtps(), Optional.of(rig.caPem()), "INBOX", "Nowhere");
            assertEquals(Trouble.NO_SUCH_FOLDER, check.check(folder, right).imap().orElseThrow().trouble());
        }
    }

    @Test
    void deletesTheMailsOfACaseFromItsDiskAndNoOthers() throws Exception {
        AccountId id = account(rig.imaps(), "INBOX");
        for (String word : List.of("stays-one", "axolotl-one", "stays-two", "axolotl-two", "stays-three")) {
            // Dovecot keeps header fields in a cache of its own for some time; those of encrypted mail say nothing.
            rig.deliver(alice, "Subject: [...]\r\n\r\n" + word + "\r\n");
        }
        try (ImapSource source = source(id)) {
            source.fetchOnce();
        }
        long validity = shelf.stored().getFirst().arrival().uidValidity();
        Set<Long> uids = Set.of(shelf.uidOf("axolotl-one"), shelf.uidOf("axolotl-two"));
        ServerDeletion deletion = new ServerDeletion(temp.vault(), accounts, TestMailbox.PATIENCE);

        assertEquals(Fate.RENUMBERED, deletion.expunge(id, "INBOX", validity + 1, uids));
        assertEquals(Fate.RENUMBERED, deletion.expunge(id, "Nowhere", validity, uids));
        assertEquals(Fate.NO_ACCOUNT, deletion.expunge(new AccountId(77), "INBOX", validity, uids));
        assertEquals(5, inboxOf(alice));
        assertEquals(Fate.GONE, deletion.expunge(id, "INBOX", validity, uids));

        assertEquals(3, inboxOf(alice));
        assertEquals(0, rig.filesWith(alice, "axolotl"));
        assertEquals(3, rig.filesWith(alice, "stays"));
        assertFalse(rig.flags(alice).contains("Deleted"));
        assertEquals(Fate.GONE, deletion.expunge(id, "INBOX", validity, uids), "a second time as well");
        assertEquals(3, inboxOf(alice));
    }

    @Test
    void aServerThatIsDownLeavesItForLater() throws Exception {
        AccountId id = account("imaps://localhost:1", "INBOX");
        assertEquals(Fate.UNREACHABLE, new ServerDeletion(temp.vault(), accounts, TestMailbox.PATIENCE).expunge(id,
                "INBOX", 1, Set.of(1L)));
    }

    @Test
    void fetchesSeveralFoldersAndLeavesNoTrace() throws Exception {
        AccountId id = account(rig.imaps(), "INBOX", "Dossiers clos été");
        rig.makeFolder(alice, "Dossiers clos été");
        for (int n = 1; n <= 30; n++) {
            rig.deliver(alice, ImapSourceTest.mail(n));
        }
        try (ImapSource source = source(id)) {
            assertEquals(new Tally(30, 0), source.fetchOnce());
            assertEquals(Tally.NOTHING, source.fetchOnce());
        }
        assertTrue(shelf.texts().stream().anyMatch(text -> text.endsWith("Subject: number 1\r\n\r\nbody 1\r\n")),
                shelf.texts().getFirst());
        assertFalse(rig.flags(alice).contains("Seen"), rig.flags(alice));
    }

    @Test
    void aLargeMessageComesWholeEvenWhereItsSizeWasAnnouncedWrongly() throws Exception {
        String large = ImapSourceTest.mail(1) + "a line to fill it\r\n".repeat(150_000);
        rig.deliver(alice, large);
        Server there = TestMailbox.server(rig.imaps(), Optional.of(rig.caPem()));
        try (Cutoff cutoff = new Cutoff();
                Login login = new Login(alice, TestMailbox.password());
                ImapSession session = ImapSession.open(there, login, TestMailbox.PATIENCE, cutoff)) {
            session.examine("INBOX");
            var listed = session.listAbove(0);
            long uid = listed.firstKey();
            byte[] whole = session.fetch(listed, 60 << 20).get(uid);
            assertTrue(new String(whole, StandardCharsets.US_ASCII).endsWith(large));
            for (long announced : new long[]{1, listed.getOrDefault(uid, 0L) + 1_000_000}) {
                assertArrayEquals(whole, session.fetch(new TreeMap<>(Map.of(uid, announced)), 60 << 20).get(uid));
            }
        }
    }

    @Test
    void idleDeliversOverTls() throws Exception {
        AccountId id = account(rig.imaps(), "INBOX");
        try (ImapSource source = source(id)) {
            source.start();
            FakeShelf.until(SOON, () -> link(id) == Link.ONLINE);
            // Long enough for several time-outs on the idle TLS connection.
            Thread.sleep(1_200);
            rig.deliver(alice, ImapSourceTest.mail(1));
            FakeShelf.until(SOON, () -> shelf.distinct() == 1);
        }
    }

    @Test
    void aMailThatComesBetweenTheFetchAndTheIdleIsSeenAtOnce() throws Exception {
        AccountId id = account(rig.imaps(), "INBOX");
        GapClock gap = new GapClock(() -> rig.deliver(alice, ImapSourceTest.mail(1)));
        StateReport report = new StateReport(temp.vault(), accounts, id, gap);
        try (ImapSource source = new ImapSource(id, Mailboxes.in(temp.vault(), accounts), shelf, report,
                GapClock.RARELY_PROBING, FetchLimits.DEFAULT, gap, RandomGenerator.of("L64X128MixRandom"))) {
            source.start();
            assertTrue(gap.untilItIsSeen(shelf).compareTo(GapClock.AT_ONCE) < 0);
        }
    }

    @Test
    void aMailboxThatIsNumberedAnewGivesNothingTwice() throws Exception {
        AccountId id = account(rig.imapStarttls(), "INBOX");
        for (int n = 1; n <= 10; n++) {
            rig.deliver(alice, ImapSourceTest.mail(n));
        }
        try (ImapSource source = source(id)) {
            assertEquals(new Tally(10, 0), source.fetchOnce());
            rig.renumber(alice);
            rig.deliver(alice, ImapSourceTest.mail(11));
            // All of it is walked again, and intake knows what it knows.
            assertEquals(new Tally(1, 10), source.fetchOnce());
        }
        assertEquals(11, shelf.distinct());
    }

    @Test
    void aServerThatIsRestartedInMidFetchLosesNothingAndGivesNothingTwice() throws Exception {
        for (int n = 1; n <= 60; n++) {
            rig.deliver(alice, ImapSourceTest.mail(n) + "a line to fill it\r\n".repeat(2_000));
        }
        try (CuttingProxy proxy = new CuttingProxy(rig.imapsPort())) {
            // Silence in the middle of the download, and then the server goes and comes back.
            proxy.cutNext(Cut.afterBytes(Direction.TO_CLIENT, 700_000).silently());
            AccountId id = account("imaps://localhost:" + proxy.port(), "INBOX");
            try (ImapSource source = new ImapSource(id, Mailboxes.in(temp.vault(), accounts), shelf, report(id),
                    TestMailbox.PATIENCE, new FetchLimits(1 << 20, 200_000, 10), Clock.systemUTC(),
                    RandomGenerator.of("L64X128MixRandom"))) {
                source.start();
                FakeShelf.until(SOON, () -> shelf.distinct() >= 5);
                assertTrue(shelf.distinct() < 60);
                proxy.cutNext(Cut.NEVER);
                rig.stopDovecot();
                proxy.cutNow();
                Thread.sleep(500);
                rig.startDovecot();
                FakeShelf.until(SOON, () -> shelf.distinct() == 60);
            }
        }
        assertEquals(0, shelf.duplicates());
    }

    @Test
    void whatArrivesAtTheOtherSideIsByteForByteWhatWasReleased() throws Exception {
        Released.Mail mail = mail("word\r\n.\r\n..two\r\nlast", bob);
        try (SmtpTransport transport = transport(rig.smtpStarttls())) {
            Outcome outcome = transport.send(mail, () -> {
            });
            assertInstanceOf(Outcome.Sent.class, outcome);
        }
        String arrived = await(bob);
        // Postfix and Dovecot put their trace headers before it, and keep everything from our first header on.
        String body = arrived.replace("\r\n", "\n");
        String sent = new String(ReleasedForTests.bytes(mail.wire()), StandardCharsets.US_ASCII).replace("\r\n", "\n");
        assertTrue(body.endsWith(sent), body);
        assertFalse(arrived.contains(java.net.InetAddress.getLocalHost().getHostName()), arrived);
    }

    @Test
    void refusalsBearTheServersWordsAndNobodyGetsAnything() throws Exception {
        AtomicInteger announced = new AtomicInteger();
        try (SmtpTransport transport = transport(rig.smtps())) {
            Outcome later = transport.send(mail("words", bob, "later@example.test"), announced::incrementAndGet);
            assertEquals("Deferred", later.getClass().getSimpleName());
            assertTrue(later.toString().contains("450 4.2.0"), later.toString());
            Outcome never = transport.send(mail("words", bob, "never@example.test"), announced::incrementAndGet);
            assertEquals("Rejected", never.getClass().getSimpleName());
            assertTrue(never.toString().contains("550 5.1.1"), never.toString());
            Outcome large = transport.send(mail("x".repeat(900) + "\r\n".repeat(11_000_000), bob),
                    announced::incrementAndGet);
            assertEquals(new Outcome.Rejected("too-large-for-server"), large);
        }
        assertEquals(0, announced.get());
        assertEquals(List.of(), rig.mailsIn(bob));
    }

    @Test
    void aCutAtAnyPointIsToldAsWhatItIs() throws Exception {
        boolean soak = Boolean.getBoolean("guichet.soak");
        byte[] whole = ReleasedForTests.bytes(mail("a line to fill it\r\n".repeat(300), bob).wire());
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger unknown = new AtomicInteger();
        AtomicInteger tellable = new AtomicInteger();
        try (CuttingProxy proxy = new CuttingProxy(rig.submissionsPort());
                SmtpTransport transport = transport("smtps://localhost:" + proxy.port())) {
            int step = soak ? 40 : 900;
            for (long at = 1; at < whole.length + 6_000L; at += step) {
                boolean[] announced = {false};
                proxy.cutNext(Cut.afterBytes(Direction.TO_SERVER, at));
                Outcome outcome = transport.send(mail("a line to fill it\r\n".repeat(300), bob),
                        () -> announced[0] = true);
                tally(outcome, announced[0], sent, unknown, tellable);
            }
            for (long at = 1; at < 6_000; at += soak ? 20 : 500) {
                boolean[] announced = {false};
                proxy.cutNext(Cut.afterBytes(Direction.TO_CLIENT, at));
                Outcome outcome = transport.send(mail("a line to fill it\r\n".repeat(300), bob),
                        () -> announced[0] = true);
                tally(outcome, announced[0], sent, unknown, tellable);
            }
        }
        assertTrue(sent.get() > 0 && unknown.get() > 0 && tellable.get() > 0,
                sent + " sent, " + unknown + " unknown, " + tellable + " before content");
        // What was said to be sent is there; what is unknown may be; nothing else is.
        FakeShelf.until(SOON, () -> inboxOf(bob) >= sent.get());
        assertTrue(inboxOf(bob) <= sent.get() + unknown.get());
    }

    private static void tally(Outcome outcome, boolean announced, AtomicInteger sent, AtomicInteger unknown,
            AtomicInteger unreachable) {
        switch (outcome) {
            case Outcome.Sent _ -> {
                assertTrue(announced);
                sent.incrementAndGet();
            }
            case Outcome.Unknown _ -> {
                assertTrue(announced);
                unknown.incrementAndGet();
            }
            case Outcome.Unreachable _ -> {
                assertFalse(announced);
                unreachable.incrementAndGet();
            }
            case Outcome.Deferred _,Outcome.Rejected _,Outcome.Untrusted _ ->
                throw new AssertionError(outcome.toString());
        }
    }

    @Test
    void theTapSeesWhatLeft() throws Exception {
        try (SmtpTransport transport = transport(rig.smtps())) {
            Released.Mail mail = mail("tapped-" + alice, bob);
            assertInstanceOf(Outcome.Sent.class, transport.send(mail, () -> {
            }));
        }
        FakeShelf.until(SOON, () -> {
            try {
                return rig.tapped().stream().anyMatch(text -> text.contains("tapped-" + alice));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private String await(String address) throws Exception {
        FakeShelf.until(SOON, () -> inboxOf(address) > 0);
        return rig.mailsIn(address).getFirst();
    }

    private static int inboxOf(String address) {
        try {
            return rig.mailsIn(address).size();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Released.Mail mail(String text, String... recipients) {
        return ReleasedForTests.mail(TestMailbox.ACCOUNT, alice, List.of(recipients),
                ("From: " + alice + "\r\nTo: " + bob
                        + "\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@ngo.test>\r\n"
                        + "Subject: [...]\r\n\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private SmtpTransport transport(String url) {
        return new SmtpTransport(TestMailbox.smtp(url, Optional.of(rig.caPem())), TestMailbox.PATIENCE);
    }

    private AccountId account(String imap, String... folders) throws VaultException {
        try (Secret password = TestMailbox.password()) {
            return temp.vault()
                    .write(tx -> accounts.addMail(tx,
                            new Accounts.NewMailAccount(Address.parse(alice).orElseThrow(), "Alice", imap, rig.smtps(),
                                    alice, List.of(folders), Optional.of(rig.caPem())),
                            password));
        }
    }

    private ImapSource source(AccountId id) {
        return new ImapSource(id, Mailboxes.in(temp.vault(), accounts), shelf, report(id), TestMailbox.PATIENCE,
                FetchLimits.DEFAULT, Clock.systemUTC(), RandomGenerator.of("L64X128MixRandom"));
    }

    private StateReport report(AccountId id) {
        return new StateReport(temp.vault(), accounts, id, Clock.systemUTC());
    }

    private Link link(AccountId id) {
        try {
            return temp.vault().read(tx -> accounts.state(tx, id)).link();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }
}
