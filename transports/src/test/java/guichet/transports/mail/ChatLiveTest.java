package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.inbox.AccountId;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Hub;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Released;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a colleague's hub has sent stands in the room as soon as the server has it, told by the server and by no clock of ours.
@Timeout(90)
final class ChatLiveTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(6);

    /// Nothing is looked for by itself while a test runs.
    private static final Patience TOLD = new Patience(TestMailbox.PATIENCE.connect(), TestMailbox.PATIENCE.reply(),
            TestMailbox.PATIENCE.afterContent(), NEVER, NEVER, TestMailbox.PATIENCE.firstRetry(),
            TestMailbox.PATIENCE.lastRetry(), NEVER);

    @Test
    void whatTheServerHasStandsInTheRoomWithoutAnyPolling() throws Exception {
        try (TestDesk desk = TestDesk.open();
                GreenRig green = new GreenRig(Cast.alice().address());
                Hub amelie = Hub.of(Cast.amelie(), desk.clock);
                SmtpTransport smtp = new SmtpTransport(desk.vault(), desk.accounts, TOLD)) {
            AccountId account = seat(desk, green);
            amelie.pin(Cast.alice());
            RoomId hers = amelie.make(new NewRoom.Team("Équipe", List.of(Cast.alice().certificate().fingerprint())));
            Courier nothingToSend = new Courier(desk.vault(), new Gate(desk.vault(), desk.keyring, desk.people,
                    desk.accounts, desk.settings, desk.messages, desk.journal,
                    new MailBuilder(new OpenPgp(), new SecureRandom()), desk.clock, new SecureRandom()), desk.journal,
                    smtp, desk.clock);
            try (MailChannel source = new MailChannel(desk.vault(), desk.accounts, new Arrivals(), desk.intake(),
                    nothingToSend, desk.clock, RandomGenerator.of("L64X128MixRandom"), TOLD, FetchLimits.DEFAULT)) {
                source.start();
                FakeShelf.until(SOON, () -> link(desk, account) == Link.ONLINE);
                deliver(amelie, green);
                FakeShelf.until(SOON, () -> rooms(desk).size() == 1);
                for (int n = 1; n <= 3; n++) {
                    // Past the first short look: from here on the connection idles for hours.
                    Thread.sleep(1_300);
                    amelie.say(hers, "mot " + n);
                    deliver(amelie, green);
                    int expected = n;
                    FakeShelf.until(SOON, () -> said(desk).size() == expected);
                }
            }
            assertEquals(List.of("mot 1", "mot 2", "mot 3"), said(desk));
            assertEquals(3, rooms(desk).getFirst().unread());
        }
    }

    private static AccountId seat(TestDesk desk, GreenRig green) throws VaultException {
        try (var password = TestMailbox.password()) {
            Address ours = new Address(Cast.alice().address());
            AccountId account = desk.write(tx -> desk.accounts.addMail(tx, new NewMailAccount(ours, "Alice",
                    green.imap(), green.smtp(), ours.value(), List.of("INBOX"), Optional.empty()), password));
            var alice = desk.alice();
            desk.write(tx -> new ChatAccounts().add(tx, account, ours, alice, "alice", desk.clock.instant()));
            desk.write(tx -> new Pinning(desk.contacts, desk.keyring, desk.journal, desk.clock).pin(tx,
                    new StaffCard("Amélie", new Address(Cast.amelie().address()), Cast.amelie().certificate()),
                    Colleague.How.IN_PERSON, TestDesk.ALICE));
            return account;
        }
    }

    private static void deliver(Hub from, GreenRig green) throws Exception {
        for (Released.Chat mail : from.post()) {
            green.deliver(new String(mail.bytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private static Link link(TestDesk desk, AccountId account) {
        return asked(() -> desk.read(tx -> desk.accounts.state(tx, account))).link();
    }

    private static List<Room> rooms(TestDesk desk) {
        return asked(() -> desk.read(tx -> new Rooms(desk.keyring).list(tx)));
    }

    private static List<String> said(TestDesk desk) {
        return asked(() -> desk.read(tx -> new Rooms(desk.keyring).page(tx,
                new Rooms(desk.keyring).list(tx).getFirst().id(), Optional.empty(),
                50))).stream().filter(RoomLine.Said.class::isInstance).map(line -> ((RoomLine.Said) line).body())
                .toList();
    }

    private interface Asked<T> {
        T get() throws VaultException;
    }

    private static <T> T asked(Asked<T> asked) {
        try {
            return asked.get();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }
}
