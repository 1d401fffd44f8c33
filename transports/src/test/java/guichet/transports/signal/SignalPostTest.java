package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.ReceiptCourier;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.gate.Verdict;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.signal.ReadReceipts;
import guichet.inbox.signal.SignalExpiry;
import guichet.inbox.signal.SignalUpkeep;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The thread, with a courier of mail, which it can't tell from one of Signal.
class SignalPostTest {
    private final BlockingQueue<Released.Mail> left = new LinkedBlockingQueue<>();
    private TestDesk desk;
    private Gate gate;
    private final FakeIntake intake = new FakeIntake();
    private SignalPost post;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
        desk.acceptKey(Cast.bob());
        try (Secret password = Secret.of("pw".toCharArray())) {
            desk.write(tx -> desk.accounts.addMail(tx, new NewMailAccount(
                    TestDesk.address(Cast.alice().address()), "Alice", "imaps://mail.ngo.test", "smtps://mail.ngo.test",
                    "alice", List.of("INBOX"), Optional.empty()), password));
        }
        SecureRandom random = new SecureRandom();
        gate = new Gate(desk.vault(), desk.keyring, desk.people, desk.accounts, desk.settings, desk.messages,
                desk.journal, new MailBuilder(new OpenPgp(), random), desk.clock, random);
        Transport<Released.Mail> wire = (mail, beforeContent) -> {
            beforeContent.run();
            left.add(mail);
            return new Outcome.Sent("");
        };
        SignalExpiry expiry = new SignalExpiry(new IncomingSignal(desk.journal, desk.keyring, desk.clock),
                desk.settings, desk.journal, desk.clock);
        post = new SignalPost(new Courier(desk.vault(), gate, desk.journal, wire, desk.clock),
                new ReceiptCourier(desk.vault(), new ReadReceipts(desk.settings), new SignalIdentities(desk.settings),
                        (_, _) -> new Outcome.Unreachable(""), _ -> Optional.empty(), desk.clock),
                new SignalUpkeep(desk.vault(), intake, expiry, desk.clock));
    }

    @AfterEach
    void close() throws VaultException {
        post.close();
        desk.close();
    }

    @Test
    void carriesWhatWaitsAndEachTimeItIsWokenWhatCameSince() throws VaultException, InterruptedException {
        release("one");
        post.wake();
        assertTrue(left.poll(10, TimeUnit.SECONDS) != null);
        release("two");
        post.wake();
        assertTrue(left.poll(10, TimeUnit.SECONDS) != null);
        assertEquals(0, left.size());
    }

    @Test
    void afterItsEndNothingLeaves() throws VaultException, InterruptedException {
        post.wake();
        assertTrue(post.finish(Duration.ofSeconds(10)));
        release("late");
        post.wake();
        assertEquals(null, left.poll(300, TimeUnit.MILLISECONDS));
    }

    @Test
    void aRoundEndsOnceEverythingThatWasThereHasBeenTried() throws VaultException, InterruptedException {
        release("one");
        release("two");
        assertTrue(post.goRound(Duration.ofSeconds(10)));
        assertEquals(2, left.size());
        assertTrue(post.goRound(Duration.ofSeconds(10)), "with nothing to do");
    }

    @Test
    void whatAnOlderVersionDidNotUnderstandIsReadAgainOnceToItsEnd() throws InterruptedException {
        intake.unread.set(250);
        assertTrue(post.goRound(Duration.ofSeconds(10)));
        assertEquals(0, intake.unread.get());
        intake.unread.set(1);
        assertTrue(post.goRound(Duration.ofSeconds(10)));
        assertEquals(1, intake.unread.get(), "the same version would not understand it either");
    }

    private void release(String body) throws VaultException {
        MailDraft draft = new MailDraft(Optional.empty(), "alice", List.of(TestDesk.address(Cast.bob().address())),
                List.of(), List.of(), Optional.empty(), "Réponse", body, List.of(), Optional.empty());
        gate.release(assertInstanceOf(Verdict.Passed.class, gate.examine(draft)), TestDesk.ALICE, Grace.NONE);
    }
}
