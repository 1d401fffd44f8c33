package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Verdict;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.MailChannel.State;
import guichet.transports.mail.MailChannel.Synced;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The whole way, in and out, with a real vault, real keys and GreenMail.
@Timeout(90)
final class MailChannelTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BOB = Cast.bob().address();

    private TestDesk desk;
    private GreenRig green;
    private Gate gate;
    private SmtpTransport smtp;
    private AccountId account;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.open();
        desk.acceptKey(Cast.bob());
        green = new GreenRig(Cast.alice().address());
        account = addAccount(Cast.alice().address());
        gate = new Gate(desk.vault(), desk.keyring, desk.people, desk.accounts, desk.settings, desk.messages,
                desk.journal, new MailBuilder(new OpenPgp(), new SecureRandom()), desk.clock, new SecureRandom());
        smtp = new SmtpTransport(desk.vault(), desk.accounts, TestMailbox.PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        smtp.close();
        green.close();
        desk.close();
    }

    @Test
    void oneSyncFetchesAndSends() throws Exception {
        green.deliver(text(desk.letter(Cast.bob(), "Documents", "Bonjour Alice").encrypted(desk)));
        release("la réponse de l'association");
        try (MailChannel channel = channel()) {
            List<Synced> done = channel.syncOnce().orElseThrow();
            assertEquals(1, done.getFirst().stored());
            assertTrue(done.getFirst().fault().isEmpty(), done.toString());
            assertEquals(0, channel.syncOnce().orElseThrow().getFirst().stored());
        }
        Summary got = messages().stream().filter(one -> one.subject().equals("Documents")).findFirst().orElseThrow();
        assertEquals(Protection.Encryption.END_TO_END, got.protection().orElseThrow().encryption());
        assertEquals(List.of(OutboxRow.State.SENT), outbox());
        String sent = green.inbox(BOB).getFirst();
        assertTrue(sent.contains("BEGIN PGP MESSAGE") && !sent.contains("association"), sent);
    }

    @Test
    void whileItRunsMailComesAndGoesByItself() throws Exception {
        try (MailChannel channel = channel()) {
            channel.start();
            FakeShelf.until(SOON, () -> channel.state() == State.RUNNING && link() == Link.ONLINE);
            green.deliver(text(desk.letter(Cast.bob(), "Documents", "Bonjour").encrypted(desk)));
            FakeShelf.until(SOON, () -> messages().size() == 1);
            release("une réponse");
            FakeShelf.until(SOON, () -> outbox().equals(List.of(OutboxRow.State.SENT)));
        }
        assertEquals(Link.OFFLINE, link());
        assertEquals(1, green.inbox(BOB).size());
    }

    @Test
    void standsByWhileAnotherRunsTheChannelsAndTakesOver() throws Exception {
        CourierLock other = CourierLock.tryTake(desk.vault().folder()).orElseThrow();
        try (MailChannel channel = channel()) {
            assertEquals(Optional.empty(), channel.syncOnce());
            channel.start();
            FakeShelf.until(SOON, () -> channel.state() == State.STANDING_BY);
            green.deliver(text(desk.letter(Cast.bob(), "Documents", "Bonjour").encrypted(desk)));
            release("une réponse");
            Thread.sleep(500);
            assertEquals(0, green.inbox(BOB).size());
            other.close();
            FakeShelf.until(SOON, () -> channel.state() == State.RUNNING);
            FakeShelf.until(SOON, () -> outbox().equals(List.of(OutboxRow.State.SENT)) && messages().size() == 2);
        }
    }

    @Test
    void followsAccountsThatComeAndGo() throws Exception {
        try (MailChannel channel = channel()) {
            channel.start();
            FakeShelf.until(SOON, () -> link() == Link.ONLINE);
            desk.write(tx -> desk.accounts.remove(tx, account));
            Thread.sleep(300);
            green.deliver(text(desk.letter(Cast.bob(), "Documents", "Bonjour").encrypted(desk)));
            Thread.sleep(800);
            assertEquals(0, messages().size());
            account = addAccount(Cast.alice().address());
            FakeShelf.until(SOON, () -> messages().size() == 1);
        }
    }

    @Test
    void closingEndsEverythingAtOnceAndGivesTheLockBack() throws Exception {
        MailChannel channel = channel();
        channel.start();
        FakeShelf.until(SOON, () -> link() == Link.ONLINE);
        long begun = System.nanoTime();
        channel.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 4_000);
        assertEquals(State.STOPPED, channel.state());
        CourierLock.tryTake(desk.vault().folder()).orElseThrow().close();
    }

    @Test
    void aServerThatIsDownIsToldAndTheMailWaits() throws Exception {
        green.close();
        release("une réponse");
        try (MailChannel channel = channel()) {
            Synced told = channel.syncOnce().orElseThrow().getFirst();
            assertEquals(Trouble.CONNECTION_REFUSED, told.fault().orElseThrow().trouble());
        }
        assertEquals(List.of(OutboxRow.State.WAITING), outbox());
        green = new GreenRig(Cast.alice().address());
    }

    private MailChannel channel() {
        Courier courier = new Courier(desk.vault(), gate, desk.journal, smtp, desk.clock);
        return new MailChannel(desk.vault(), desk.accounts, new Arrivals(), desk.intake(), courier, desk.clock,
                RandomGenerator.of("L64X128MixRandom"), TestMailbox.PATIENCE, FetchLimits.DEFAULT);
    }

    private AccountId addAccount(String address) throws VaultException {
        try (Secret password = TestMailbox.password()) {
            return desk.write(tx -> desk.accounts.addMail(tx, new NewMailAccount(TestDesk.address(address), "Alice",
                    green.imap(), green.smtp(), address, List.of("INBOX"), Optional.empty()), password));
        }
    }

    private void release(String body) throws VaultException {
        MailDraft draft = new MailDraft(Optional.empty(), "alice", List.of(TestDesk.address(BOB)), List.of(), List.of(),
                Optional.empty(), "Réponse", body, List.of(), Optional.empty());
        gate.release((Verdict.Passed) gate.examine(draft), TestDesk.ALICE, guichet.inbox.gate.Grace.NONE);
        // Past the seconds in which a person may still take it back.
        desk.clock.advance(Duration.ofMinutes(1));
    }

    private List<Summary> messages() {
        return unchecked(() -> desk.read(tx -> desk.messages.list(tx, MessageFilter.all(50))));
    }

    private List<OutboxRow.State> outbox() {
        Outbox outbox = new Outbox(desk.vault(), desk.messages, desk.journal, desk.clock);
        return unchecked(() -> desk.read(outbox::list)).stream().map(OutboxRow::state).toList();
    }

    private Link link() {
        return unchecked(() -> desk.read(tx -> desk.accounts.state(tx, account))).link();
    }

    private interface Asked<T> {
        T get() throws VaultException;
    }

    private static <T> T unchecked(Asked<T> asked) {
        try {
            return asked.get();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1);
    }
}
