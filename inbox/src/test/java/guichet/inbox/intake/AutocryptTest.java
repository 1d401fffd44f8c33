package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KeyChoice;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mallory offers keys in headers. Alice has accepted Bob's.
class AutocryptTest {
    private static final String BOB = Cast.bob().address();
    private static final Certificate NAMELESS = SecretKey.generate("Nobody in particular", Cast.NOW).certificate();

    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
        desk.acceptKey(Cast.bob());
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void theKeyThatWasAcceptedIsNoNews() throws VaultException {
        take(BOB, autocrypt(BOB, Cast.bob().certificate()));

        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), keyFor(BOB));
        assertEquals(List.of(), alarms());
    }

    @Test
    void anotherKeyForAKnownPersonAlarmsThoughItDoesNotBearTheAddress() throws VaultException {
        take(BOB, autocrypt(BOB, NAMELESS));

        assertEquals(Optional.empty(), keyFor(BOB));
        KeyAlarm alarm = alarms().getFirst();
        assertEquals(TestDesk.address(BOB), alarm.address());
        assertEquals(NAMELESS, alarm.other().certificate());
        JournalEntry entry = desk.journal().getLast();
        assertEquals(JournalKind.KEY_CHANGED, entry.kind());
        assertEquals(List.of(BOB), entry.payload().recipients());
    }

    @Test
    void aKeyForSomebodyElsesAddressIsNotTaken() throws VaultException {
        take("mallory@evil.example", autocrypt(BOB, NAMELESS));

        assertEquals(Optional.empty(), known(NAMELESS));
        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), keyFor(BOB));
    }

    @Test
    void aKeyUnderTwoSendersIsNobodys() throws VaultException {
        take("mallory@evil.example, " + BOB, autocrypt(BOB, NAMELESS));
        desk.take(mail("From: " + BOB + "\nFrom: mallory@evil.example\n" + autocrypt(BOB, NAMELESS)));

        assertEquals(Optional.empty(), known(NAMELESS));
    }

    @Test
    void aSecondValidHeaderSpoilsTheFirst() throws VaultException {
        take(BOB, autocrypt(BOB, NAMELESS) + autocrypt(BOB, Cast.bob().certificate()));

        assertEquals(Optional.empty(), known(NAMELESS));
    }

    @Test
    void severalKeysInOneHeaderAreNone() throws VaultException {
        take(BOB, autocrypt(BOB, joined(NAMELESS.bytes(), Cast.amelie().certificate().bytes())));

        assertEquals(Optional.empty(), known(NAMELESS));
        assertEquals(Optional.empty(), known(Cast.amelie().certificate()));
    }

    @Test
    void gossipIsNotListenedToHoweverMuchThereIs() throws VaultException {
        String gossip = autocrypt(BOB, NAMELESS).replace("Autocrypt:", "Autocrypt-Gossip:");
        long before = System.nanoTime();
        take("mallory@evil.example", gossip.repeat(10_000));

        assertTrue(System.nanoTime() - before < Duration.ofSeconds(5).toNanos());
        assertEquals(Optional.empty(), known(NAMELESS));
        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), keyFor(BOB));
    }

    @Test
    void tenThousandHeadersAreNone() throws VaultException {
        long before = System.nanoTime();
        take(BOB, autocrypt(BOB, NAMELESS).repeat(10_000));

        assertTrue(System.nanoTime() - before < Duration.ofSeconds(5).toNanos());
        assertEquals(Optional.empty(), known(NAMELESS));
    }

    @Test
    void aHeaderLargerThanAKeyNeedsIsNotRead() throws VaultException {
        take(BOB, autocrypt(BOB, joined(NAMELESS.bytes(), new byte[120_000])));

        assertEquals(Optional.empty(), known(NAMELESS));
    }

    @Test
    void anUpdateThatSwapsTheEncryptionSubkeyChangesNothing() throws Exception {
        var fingerprints = new BcKeyFingerprintCalculator();
        PGPPublicKeyRing bobs = new PGPPublicKeyRing(Cast.bob().certificate().bytes(), fingerprints);
        PGPPublicKeyRing mallorys = new PGPPublicKeyRing(Cast.mallory().certificate().bytes(), fingerprints);
        PGPPublicKeyRing swapped = bobs;
        for (PGPPublicKey key : bobs) {
            swapped = key.isMasterKey() ? swapped : PGPPublicKeyRing.removePublicKey(swapped, key);
        }
        for (PGPPublicKey key : mallorys) {
            swapped = key.isMasterKey() ? swapped : PGPPublicKeyRing.insertPublicKey(swapped, key);
        }
        byte[] forged = swapped.getEncoded();
        assertTrue(contains(forged, subkeyOf(mallorys).getPublicKeyPacket().getEncodedContents()), "it is in the mail");

        take(BOB, autocrypt(BOB, forged));

        assertEquals(Cast.bob().certificate(), known(Cast.bob().certificate()).orElseThrow().certificate());
        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), keyFor(BOB));
    }

    private void take(String from, String headers) throws VaultException {
        desk.take(mail("From: " + from + "\n" + headers));
    }

    private static byte[] mail(String headers) {
        return (headers + "To: alice@guichet.example\nSubject: x\n\nhello\n").replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String autocrypt(String address, Certificate key) {
        return autocrypt(address, key.bytes());
    }

    private static String autocrypt(String address, byte[] key) {
        return "Autocrypt: addr=" + address + "; prefer-encrypt=mutual; keydata=\n "
                + Base64.getMimeEncoder(72, "\n ".getBytes(StandardCharsets.US_ASCII)).encodeToString(key) + "\n";
    }

    private Optional<KnownKey> known(Certificate key) throws VaultException {
        return desk.read(tx -> desk.keyring.find(tx, key.fingerprint()));
    }

    private List<KeyAlarm> alarms() throws VaultException {
        return desk.read(desk.keyring::alarms);
    }

    private Optional<Fingerprint> keyFor(String address) throws VaultException {
        KeyChoice choice = desk.read(tx -> desk.keyring.choose(tx, TestDesk.address(address), desk.clock.instant()));
        return choice instanceof KeyChoice.Usable usable
                ? Optional.of(usable.key().fingerprint())
                : Optional.empty();
    }

    private static PGPPublicKey subkeyOf(PGPPublicKeyRing ring) {
        for (PGPPublicKey key : ring) {
            if (!key.isMasterKey()) {
                return key;
            }
        }
        throw new IllegalStateException("no subkey");
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
