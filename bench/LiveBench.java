package guichet.transports.mail;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.inbox.AccountId;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Hub;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.Address;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.chat.ChatTransport;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long after the mail server has taken a message of one hub it stands in the room in another's vault: over Dovecot and Postfix, with the product's own waiting times. Milliseconds; wall.
///
/// Two times: from when Postfix has said 250 (so its delivery to Dovecot is in it), and from when the sender pressed Enter (examined, queued, encrypted and submitted as well).
/// As root, over the tests' own rig; `bench/run` calls it. `LiveBench [N]`.
final class LiveBench {
    private static final String OURS = "alice@ngo.test";
    private static final String THEIRS = "ana@ngo.test";
    private static final int WARM = 5;

    public static void main(String[] arguments) throws Exception {
        int n = arguments.length == 0 ? 50 : Integer.parseInt(arguments[0]);
        Cast.Member ana = new Cast.Member("Ana", THEIRS, SecretKey.generate("Ana <" + THEIRS + ">", Cast.NOW));
        Cast.Member us = new Cast.Member("Alice", OURS, Cast.alice().key());
        try (MailRig rig = MailRig.start();
                TestDesk desk = TestDesk.open();
                Hub hub = Hub.of(ana, desk.clock);
                SmtpTransport ours = new SmtpTransport(desk.vault(), desk.accounts, Patience.DEFAULT);
                SmtpTransport theirs = new SmtpTransport(hub.vault(), new guichet.inbox.accounts.Accounts(), Patience.DEFAULT)) {
            AccountId account = seat(desk, rig, ana);
            hub.write(tx -> tx.update("UPDATE mail_account SET imap = ?, smtp = ?, user = ?, password = ?, ca_pem = ?", rig.imaps(),
                    rig.smtps(), THEIRS, "secret".getBytes(StandardCharsets.US_ASCII), rig.caPem()));
            hub.pin(us);
            RoomId room = hub.make(new NewRoom.Team("Equipe", List.of(us.certificate().fingerprint())));
            Courier post = new Courier(hub.vault(), hub.gate, hub.journal, new ChatTransport(theirs), desk.clock);
            Gate gate = new Gate(desk.vault(), desk.keyring, desk.people, desk.accounts, desk.settings, desk.messages, desk.journal,
                    new MailBuilder(new OpenPgp(), new SecureRandom()), desk.clock, new SecureRandom());
            try (MailChannel channel = new MailChannel(desk.vault(), desk.accounts, new Arrivals(), desk.intake(),
                    new Courier(desk.vault(), gate, desk.journal, ours, desk.clock), desk.clock,
                    RandomGenerator.of("L64X128MixRandom"), Patience.DEFAULT, FetchLimits.DEFAULT)) {
                channel.start();
                while (desk.read(tx -> desk.accounts.state(tx, account)).link() != Link.ONLINE) {
                    Thread.sleep(20);
                }
                post.deliverDue();
                double[] fromServer = new double[n];
                double[] fromEnter = new double[n];
                for (int i = 0; i < WARM + n; i++) {
                    Thread.sleep(1_200 + i % 7 * 50L);
                    long said = said(desk.vault());
                    long entered = System.nanoTime();
                    hub.say(room, "Words of a usual length, number " + i);
                    post.deliverDue();
                    long taken = System.nanoTime();
                    while (said(desk.vault()) == said) {
                        Thread.sleep(1);
                    }
                    long seen = System.nanoTime();
                    if (i >= WARM) {
                        fromServer[i - WARM] = (seen - taken) / 1e6;
                        fromEnter[i - WARM] = (seen - entered) / 1e6;
                    }
                }
                tell("from Postfix's 250 to the line in the other vault", fromServer);
                tell("from Enter to the line in the other vault", fromEnter);
            }
        }
    }

    private static void tell(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf("%s: median %.0f ms, 90th of a hundred %.0f ms, worst %.0f ms (n = %d)%n", what, times[times.length / 2],
                times[times.length * 9 / 10], times[times.length - 1], times.length);
    }

    private static long said(Vault vault) throws VaultException {
        return vault.read(tx -> tx.one("SELECT count(*) AS n FROM chat_line WHERE kind = 'SAID'", row -> row.number("n"))).orElseThrow();
    }

    private static AccountId seat(TestDesk desk, MailRig rig, Cast.Member ana) throws VaultException {
        try (Secret password = Secret.of("secret".getBytes(StandardCharsets.US_ASCII))) {
            Address address = new Address(OURS);
            AccountId account = desk.write(tx -> desk.accounts.addMail(tx, new NewMailAccount(address, "Alice", rig.imaps(), rig.smtps(),
                    OURS, List.of("INBOX"), Optional.of(rig.caPem())), password));
            var alice = desk.alice();
            desk.write(tx -> new ChatAccounts().add(tx, account, address, alice, "alice", desk.clock.instant()));
            desk.write(tx -> new Pinning(desk.contacts, desk.keyring, desk.journal, desk.clock).pin(tx,
                    new StaffCard("Ana", new Address(THEIRS), ana.certificate()), Colleague.How.IN_PERSON, TestDesk.ALICE));
            return account;
        }
    }
}
