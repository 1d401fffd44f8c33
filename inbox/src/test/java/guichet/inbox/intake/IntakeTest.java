package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.crypto.SessionKey;
import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.MailSource;
import guichet.inbox.mime.Reading;
import guichet.inbox.mime.SignerDirectory;
import guichet.keystore.KeyChoice;
import guichet.keystore.Trust;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final AccountId ACCOUNT = new AccountId(1);

    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void whatWasTakenIsThereAfterTheVaultWasClosed() throws VaultException {
        byte[] raw = desk.letter(Cast.bob(), "Les photos", "Les voici.").encrypted(desk);
        MessageId id = desk.take(raw);
        desk.temp().reopen();

        Message shown = desk.show(id);
        assertEquals("Les photos", shown.summary().subject());
        assertEquals("Les voici.", shown.body().strip());
        assertEquals(Protection.Encryption.END_TO_END, shown.summary().protection().orElseThrow().encryption());
        assertArrayEquals(raw, desk.read(tx -> desk.messages.raw(tx, id)).orElseThrow());
        assertEquals(List.of(id), search("voici"));
    }

    @Test
    void theSameMailByTwoFoldersAndAfterANewUidValidityIsOneWithThreeArrivals() throws VaultException {
        byte[] raw = mail("a@example.org", "hello");
        MailIntake intake = desk.intake();
        Taken first = intake.take(raw, at("INBOX", 1, 7));
        Taken again = intake.take(raw, at("INBOX", 1, 7));
        Taken otherFolder = intake.take(withServersMarks(raw), at("Archive", 5, 1));
        Taken otherValidity = intake.take(raw, at("INBOX", 2, 3));

        assertInstanceOf(Taken.Stored.class, first);
        for (Taken duplicate : List.of(again, otherFolder, otherValidity)) {
            assertEquals(new Taken.Duplicate(((Taken.Here) first).id()), duplicate);
        }
        assertEquals(OptionalLong.of(7), highestUid("INBOX", 1));
        assertEquals(OptionalLong.of(3), highestUid("INBOX", 2));
        assertEquals(OptionalLong.of(1), highestUid("Archive", 5));
        assertEquals(OptionalLong.empty(), highestUid("Archive", 6));
        assertEquals(1, stored().size());
    }

    @Test
    void twoDifferentMailsUnderOneMessageIdAreBothKept() throws VaultException {
        MessageId one = desk.take(mail("a@example.org", "yes"));
        MessageId two = desk.take(mail("a@example.org", "no"));
        assertEquals(List.of(two, one), stored());
    }

    @Test
    void aBatchThatHoldsAMailTwiceStoresItOnce() throws VaultException {
        byte[] raw = mail("a@example.org", "hello");
        List<Taken> taken = desk.intake().takeAll(List.of(new Delivery(raw, at("INBOX", 1, 1)),
                new Delivery(mail("b@example.org", "other"), at("INBOX", 1, 2)), new Delivery(raw, at("INBOX", 1, 3))));
        assertInstanceOf(Taken.Stored.class, taken.get(0));
        assertInstanceOf(Taken.Stored.class, taken.get(1));
        assertEquals(new Taken.Duplicate(((Taken.Here) taken.get(0)).id()), taken.get(2));
        assertEquals(OptionalLong.of(3), highestUid("INBOX", 1));
    }

    @Test
    void twoProcessesThatTakeInTheSameMailAtOnceStoreItOnce() throws Exception {
        List<byte[]> mails = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            mails.add(mail("m" + i + "@example.org", "body " + i));
        }
        try (Vault other = desk.temp().openAgain();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                MailIntake intake = n % 2 == 0 ? desk.intake() : intake(other, Reader.of(desk.reader));
                List<byte[]> order = new ArrayList<>(mails);
                Collections.shuffle(order, new Random(n));
                runs.add(threads.submit(() -> {
                    int stored = 0;
                    for (byte[] raw : order) {
                        stored += intake.take(raw, new Arrival.Imported()) instanceof Taken.Stored ? 1 : 0;
                    }
                    return stored;
                }));
            }
            int stored = 0;
            for (Future<Integer> run : runs) {
                stored += run.get();
            }
            assertEquals(30, stored);
        }
        assertEquals(30, stored().size());
    }

    @Test
    void whereOneOfABatchFailsNoneIsStored() throws VaultException {
        Reader breaks = new Reader() {
            @Override
            public Reading readLong(MailSource raw, List<SecretKey> keys, SignerDirectory signers) {
                throw new AssertionError("nothing long here");
            }

            @Override
            public Reading rereadLong(MailSource raw, SessionKey sessionKey, Set<Fingerprint> readers,
                    SignerDirectory signers) {
                throw new AssertionError("nothing long here");
            }

            @Override
            public Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers) {
                if (new String(rawMessage, StandardCharsets.UTF_8).contains("third")) {
                    throw new IllegalStateException("the machine is out of order");
                }
                return desk.reader.read(rawMessage, keys, signers);
            }

            @Override
            public Reading reread(byte[] rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
                    SignerDirectory signers) {
                throw new IllegalStateException("nothing to read again");
            }
        };
        MailIntake intake = intake(desk.vault(), breaks);
        List<Delivery> batch = List.of(new Delivery(mail("1@x.org", "first"), at("INBOX", 1, 1)),
                new Delivery(mail("3@x.org", "third"), at("INBOX", 1, 2)));
        assertThrows(IllegalStateException.class, () -> intake.takeAll(batch));
        assertEquals(List.of(), stored());
        assertEquals(OptionalLong.empty(), highestUid("INBOX", 1));
    }

    @Test
    void garbageIsKeptAndSaidToBeGarbage() throws VaultException {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        MessageId id = desk.take(noise);
        MessageId empty = desk.take(new byte[0]);
        assertTrue(desk.show(id).summary().protection().orElseThrow().problems().contains(Problem.MALFORMED));
        assertArrayEquals(noise, desk.read(tx -> desk.messages.raw(tx, id)).orElseThrow());
        assertEquals(List.of(empty, id), stored());
    }

    @Test
    void ourOwnMailIsRecognisedWhenItComesBack() throws VaultException {
        byte[] main = mail("ours@guichet.example", "ciphertext one");
        byte[] blind = mail("blind@guichet.example", "ciphertext two");
        NewMessage sent = new NewMessage(Channel.MAIL, Direction.OUT, Optional.empty(),
                new Party("Alice", Cast.alice().address()), List.of(), List.of(), desk.clock.instant(), "x", "text",
                Optional.of(Protection.NONE), List.of(), Optional.of("ours@guichet.example"), List.of(), main,
                Optional.empty());
        MessageId id = desk.write(tx -> {
            MessageId added = desk.messages.add(tx, sent);
            desk.messages.leavesAs(tx, added, blind);
            return added;
        });

        assertEquals(new Taken.Duplicate(id), desk.intake().take(withServersMarks(main), at("INBOX", 1, 1)));
        assertEquals(new Taken.Duplicate(id), desk.intake().take(withServersMarks(blind), at("INBOX", 1, 2)));
        assertEquals(List.of(id), stored());
    }

    @Test
    void aMailThatPretendsToBeOursByItsMessageIdIsAnother() throws VaultException {
        desk.take(mail("ours@guichet.example", "what we sent"));
        assertInstanceOf(Taken.Stored.class, desk.intake().take(mail("ours@guichet.example", "what we did not send"),
                new Arrival.Imported()));
    }

    @Test
    void aKeyThatComesAlongChecksTheSignatureAndIsTrustedByNobody() throws VaultException {
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        Protection protection = desk.show(id).summary().protection().orElseThrow();
        assertEquals(Signature.VALID, protection.signature());
        assertEquals(Trust.UNKNOWN, protection.signer().orElseThrow().trust());
        KeyChoice choice = desk.read(
                tx -> desk.keyring.choose(tx, TestDesk.address(Cast.bob().address()), desk.clock.instant()));
        assertEquals(KeyChoice.Why.NOT_ACCEPTED, assertInstanceOf(KeyChoice.Unusable.class, choice).why());
    }

    @Test
    void anotherKeyForAnAcceptedPersonAlarmsOnceAndIsJournalled() throws VaultException {
        desk.acceptKey(Cast.bob());
        desk.take(desk.letter(Cast.bobWithNewKey(), "x", "one").encrypted(desk));
        desk.take(desk.letter(Cast.bobWithNewKey(), "x", "two").encrypted(desk));

        assertEquals(1, desk.read(tx -> desk.keyring.alarms(tx)).size());
        List<JournalKind> kinds = desk.journal().stream().map(entry -> entry.kind()).toList();
        assertEquals(1, Collections.frequency(kinds, JournalKind.KEY_CHANGED));
        assertEquals(List.of(Cast.bob().address()), desk.journal().getLast().payload().recipients());
    }

    @Test
    void theTrustShownIsThatOfNow() throws VaultException {
        desk.acceptKey(Cast.bob());
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(Trust.ACCEPTED, trust(id));
        var alice = desk.alice();
        desk.write(tx -> desk.keyring.distrust(tx, Cast.bob().certificate().fingerprint(), "stolen", alice.id(),
                desk.clock.instant()));
        assertEquals(Trust.DISTRUSTED, trust(id));
    }

    private VaultIntake intake(Vault vault, Reader reader) {
        return new VaultIntake(vault, desk.people, desk.keyring, desk.incoming(), reader, desk.journal, desk.clock);
    }

    private Trust trust(MessageId id) throws VaultException {
        return desk.show(id).summary().protection().orElseThrow().signer().orElseThrow().trust();
    }

    private List<MessageId> stored() throws VaultException {
        return desk.read(tx -> desk.messages.list(tx, MessageFilter.all(1_000))).stream().map(Summary::id).toList();
    }

    private List<MessageId> search(String words) throws VaultException {
        return desk.read(tx -> desk.messages.search(tx, words, Optional.empty(), 10)).stream().map(Summary::id)
                .toList();
    }

    private OptionalLong highestUid(String folder, long uidValidity) throws VaultException {
        return desk.read(tx -> new Arrivals().highestUid(tx, ACCOUNT, folder, uidValidity));
    }

    private static Arrival at(String folder, long uidValidity, long uid) {
        return new Arrival.Server(ACCOUNT, folder, uidValidity, uid);
    }

    static byte[] mail(String wireId, String body) {
        return ("From: Bob <bob@example.org>\r\nTo: alice@guichet.example\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
                + "Message-ID: <" + wireId + ">\r\nSubject: Bonjour\r\n\r\n" + body + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// As another server might hand over the same mail: a trace header on top, LF for line ends.
    private static byte[] withServersMarks(byte[] mail) {
        return ("Received: from a by b\n" + new String(mail, StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
