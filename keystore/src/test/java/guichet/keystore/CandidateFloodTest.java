package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.KeyProblem;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mallory sends one key after another, to fill the vault or to drown the one that counts.
class CandidateFloodTest {
    private static final String BOB = "bob@example.org";
    private static final int FLOOD = Boolean.getBoolean("guichet.soak") ? 2_000 : 40;

    private Office office;

    @BeforeEach
    void open() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void close() throws VaultException {
        office.close();
    }

    @Test
    void ofAFloodTheFirstAndTheNewestStayAndTheRestIsCounted() throws VaultException {
        List<Certificate> sent = flood("Bob <bob@example.org>");

        List<Certificate> kept = office.seen(BOB).stream().map(KnownKey::certificate).toList();
        List<Certificate> expected = new ArrayList<>(sent.subList(FLOOD - Candidates.MOST + 1, FLOOD).reversed());
        expected.add(sent.getFirst());
        assertEquals(expected, kept);
        assertEquals(Candidates.MOST, rows("certificate"));
        assertEquals(Candidates.MOST, rows("certificate_address"));
        assertEquals(FLOOD - Candidates.MOST, dropped());
    }

    @Test
    void whatAPersonDecidedAboutOrImportedStays() throws VaultException {
        Certificate accepted = Keysmith.certificate("Bob, accepted <bob@example.org>");
        Certificate verified = Keysmith.certificate("Bob, verified <bob@example.org>");
        Certificate distrusted = Keysmith.certificate("Bob, distrusted <bob@example.org>");
        Certificate refused = Keysmith.certificate("Bob, refused <bob@example.org>");
        Certificate imported = Keysmith.certificate("Bob, imported <bob@example.org>");
        for (Certificate each : List.of(accepted, verified, distrusted, imported)) {
            office.hears(each, BOB);
        }
        office.accepts(accepted);
        office.verifies(verified);
        office.distrusts(distrusted);
        office.imports(imported);
        office.keeps(BOB);
        office.hears(refused, BOB);
        office.keeps(BOB);
        flood("Bob <bob@example.org>");

        List<Certificate> kept = office.seen(BOB).stream().map(KnownKey::certificate).toList();
        assertTrue(kept.containsAll(List.of(accepted, verified, distrusted, refused, imported)));
        assertEquals(5 + Candidates.MOST, kept.size());
        assertEquals(verified, kept.getFirst());
    }

    @Test
    void aFloodOfOtherKeysStopsSendingUntilOneActEndsIt() throws VaultException {
        Certificate bob = settled();
        flood("Bob <bob@example.org>");

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(Candidates.MOST, office.alarms().size());
        assertEquals(Candidates.MOST, office.keeps(BOB));
        assertEquals(Optional.of(bob.fingerprint()), office.keyFor(BOB));
        assertEquals(0, dropped());
    }

    @Test
    void keysThatDoNotAlarmSilenceNoAlarm() throws VaultException {
        settled();
        Certificate mallorys = Keysmith.certificate("Bob, by Mallory <bob@example.org>");
        office.hears(mallorys, BOB);
        for (int i = 0; i < FLOOD; i++) {
            office.hears(SecretKey.generate("Bob <bob@example.org>", Keysmith.MADE,
                    Keysmith.MADE.plus(Duration.ofDays(1))).certificate(), BOB);
        }

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(mallorys, office.alarms().getFirst().other().certificate());
    }

    @Test
    void anAddressThatIsClaimedForAKeyIsNoWayToDriveItOutOfItsOwn() throws VaultException {
        Certificate bob = Keysmith.certificate("Bob <bob@example.org>");
        office.hears(bob, BOB);
        office.hears(Keysmith.certificate("Mallory <mallory@example.net>"), "mallory@example.net");
        office.hears(bob, "mallory@example.net");
        flood("Mallory <mallory@example.net>");

        assertEquals(List.of(bob), office.seen(BOB).stream().map(KnownKey::certificate).toList());
    }

    @Test
    void whatItsOwnerTookBackStaysTakenBackThoughTheKeyWasDropped() throws VaultException, CryptoException {
        SecretKey stolen = Keysmith.key("Bob, robbed <bob@example.org>");
        flood("Bob <bob@example.org>");
        office.hears(stolen.revoked(Cast.NOW.minusSeconds(60), RevocationReason.COMPROMISED), BOB);
        flood("Bob <bob@example.org>");
        assertTrue(office.seen(BOB).stream().noneMatch(key -> key.fingerprint().equals(stolen.fingerprint())));

        office.hears(stolen.certificate(), BOB);
        assertEquals(Optional.of(KeyProblem.REVOKED),
                office.known(stolen.certificate()).certificate().problem(Cast.NOW));
    }

    @Test
    void aDroppedKeyThatComesAgainIsSeenAgain() throws VaultException {
        List<Certificate> sent = flood("Bob <bob@example.org>");
        Certificate again = sent.get(1);
        office.hears(again, BOB);

        assertEquals(again, office.seen(BOB).getFirst().certificate());
    }

    @Test
    void keysThatBearNoAddressAreFewToo() throws VaultException {
        for (int i = 0; i < FLOOD; i++) {
            office.imports(SecretKey.generate("nobody", Keysmith.MADE).certificate(), KeySource.ATTACHED);
        }

        assertEquals(Candidates.MOST, rows("certificate"));
    }

    @Test
    void oneKeyThatIsClaimedForEveryAddressIsNotedForFewAndForThoseThatItAlarms() throws VaultException {
        settled();
        Certificate mallorys = Keysmith.certificate("Mallory");
        office.hears(mallorys, BOB);
        for (int i = 0; i < 300; i++) {
            office.hears(mallorys, "m" + i + "@example.net");
        }

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(102, rows("certificate_address"), "100, Bob's own, and the one that alarms");
    }

    private Certificate settled() throws VaultException {
        Certificate bob = Keysmith.certificate("Bob, settled <bob@example.org>");
        office.imports(bob);
        office.accepts(bob);
        return bob;
    }

    /// In the order in which they were sent, each with its own mail.
    private List<Certificate> flood(String userId) throws VaultException {
        String address = userId.replaceAll(".*<|>", "");
        List<Certificate> sent = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            Certificate key = SecretKey.generate(userId, Keysmith.MADE).certificate();
            office.hears(key, address);
            sent.add(key);
        }
        return sent;
    }

    private int dropped() throws VaultException {
        return office.temp.vault().read(tx -> office.keyring.droppedFor(tx, new Address(BOB)));
    }

    private int rows(String table) throws VaultException {
        String sql = switch (table) {
            case "certificate" -> "SELECT count(*) AS n FROM certificate";
            case "certificate_address" -> "SELECT count(*) AS n FROM certificate_address";
            default -> throw new IllegalArgumentException(table);
        };
        return office.temp.vault().read(tx -> tx.one(sql, row -> (int) row.number("n"))).orElseThrow();
    }
}
