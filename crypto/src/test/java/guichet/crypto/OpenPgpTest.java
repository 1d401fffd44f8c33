package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenPgpTest {
    private static final Instant NOW = Cast.NOW;
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Les photos sont prêtes.");

    private final OpenPgp pgp = new OpenPgp();

    @Test
    void aMessageIsReadByItsRecipientsAndKnownToBeTheSenders() throws Exception {
        Ciphertext ciphertext = toBob();

        Opened.Plaintext opened = plaintext(
                pgp.open(ciphertext.bytes(), List.of(Cast.bob().key()), List.of(Cast.alice().certificate()), LIMITS,
                        NOW));

        assertArrayEquals(TEXT, opened.bytes());
        assertEquals(List.of(new SignatureCheck.Good(Cast.alice().key().fingerprint(), NOW, KeyState.USABLE)),
                opened.signatures());
    }

    @Test
    void theRecipientsAreThoseOfTheMessageItself() throws Exception {
        Ciphertext ciphertext = pgp.encryptAndSign(TEXT,
                List.of(Cast.bob().encryptionKey(), Cast.alice().encryptionKey(), Cast.bob().encryptionKey()),
                Cast.alice().key(), NOW);

        assertEquals(Set.of(Cast.bob().key().fingerprint(), Cast.alice().key().fingerprint()), ciphertext.recipients());
        Opened.Plaintext opened = plaintext(
                pgp.open(ciphertext.bytes(), List.of(Cast.alice().key()), List.of(), LIMITS, NOW));
        assertEquals(Set.of("%016X".formatted(Forge.subkey(Cast.bob()).getKeyID()),
                "%016X".formatted(Forge.subkey(Cast.alice()).getKeyID())), opened.recipientKeyIds());
    }

    @Test
    void nobodyElseOpensIt() throws Exception {
        assertEquals(new Opened.Refused(Opened.Why.NO_KEY),
                pgp.open(toBob().bytes(), List.of(Cast.alice().key(), Cast.mallory().key()), List.of(), LIMITS, NOW));
    }

    @Test
    void theSessionKeyThatWasKeptReopensItWithoutASecretKey() throws Exception {
        byte[] ciphertext = toBob().bytes();
        Opened.Plaintext opened = plaintext(pgp.open(ciphertext, List.of(Cast.bob().key()), List.of(), LIMITS, NOW));
        SessionKey kept = SessionKey.fromVault(opened.sessionKey().bytes());

        Opened.Plaintext again = plaintext(
                pgp.reopen(ciphertext, kept, Set.of(Cast.bob().key().fingerprint()),
                        List.of(Cast.alice().certificate()), LIMITS, NOW));

        assertArrayEquals(TEXT, again.bytes());
        assertInstanceOf(SignatureCheck.Good.class, again.signatures().getFirst());
    }

    @Test
    void anotherMessagesSessionKeyOpensNothing() throws Exception {
        Opened.Plaintext other = plaintext(
                pgp.open(toBob().bytes(), List.of(Cast.bob().key()), List.of(), LIMITS, NOW));

        assertEquals(new Opened.Refused(Opened.Why.MODIFIED),
                pgp.reopen(toBob().bytes(), other.sessionKey(), Set.of(), List.of(), LIMITS, NOW));
    }

    @Test
    void theNewContainerIsUsedOnlyWhereEveryRecipientAnnouncesIt() throws Exception {
        byte[] toOurs = pgp.encryptAndSign(TEXT, List.of(Cast.amelie().encryptionKey()), Cast.alice().key(), NOW)
                .bytes();
        byte[] toBoth = pgp.encryptAndSign(TEXT, List.of(Cast.amelie().encryptionKey(), Cast.bob().encryptionKey()),
                Cast.alice().key(), NOW).bytes();

        assertEquals(2, containerVersion(toOurs));
        assertEquals(1, containerVersion(toBoth)); // GnuPG 2.2 made Bob's key, and reads version 1 alone
        plaintext(pgp.open(toOurs, List.of(Cast.amelie().key()), List.of(), LIMITS, NOW));
    }

    @Test
    void nothingIsEncryptedToAKeyThatHasExpiredMeanwhile() throws Exception {
        Instant before = Instant.parse("2026-03-01T00:00:00Z");
        Usability.Usable usable = assertInstanceOf(Usability.Usable.class,
                Cast.carolExpired().certificate().usability(before));

        pgp.encryptAndSign(TEXT, List.of(usable.key()), Cast.alice().key(), before);
        assertThrows(CryptoException.class,
                () -> pgp.encryptAndSign(TEXT, List.of(usable.key()), Cast.alice().key(), NOW));
    }

    @Test
    void aMessageToNobodyAndOneByAKeyThatCannotSignAreNotMade() {
        assertThrows(CryptoException.class, () -> pgp.encryptAndSign(TEXT, List.of(), Cast.alice().key(), NOW));
        assertThrows(CryptoException.class,
                () -> pgp.encryptAndSign(TEXT, List.of(Cast.bob().encryptionKey()), Cast.carolExpired().key(), NOW));
        assertThrows(CryptoException.class,
                () -> pgp.encryptAndSign(TEXT, List.of(Cast.bob().encryptionKey()), Cast.daveRevoked().key(), NOW));
    }

    @Test
    void oldMailStaysReadableForAKeyThatHasExpired() throws Exception {
        byte[] raw = Forge.encrypted(Forge.literal("du temps passé"), Cast.carolExpired());

        assertArrayEquals(Forge.utf8("du temps passé"),
                plaintext(pgp.open(raw, List.of(Cast.carolExpired().key()), List.of(), LIMITS, NOW)).bytes());
    }

    @Test
    void theArmorIsPlainAsciiInLinesEndedByCrLf() throws Exception {
        String armor = new String(toBob().bytes(), StandardCharsets.US_ASCII);

        assertTrue(armor.startsWith("-----BEGIN PGP MESSAGE-----\r\n\r\n"));
        assertTrue(armor.endsWith("-----END PGP MESSAGE-----\r\n"));
        assertFalse(armor.replace("\r\n", "").contains("\n"));
        assertTrue(armor.lines().allMatch(line -> line.length() <= 76));
    }

    @Test
    void anEmptyAndALargeMessageComeThroughWhole() throws Exception {
        byte[] large = new byte[500_000];
        new Random(7).nextBytes(large);
        for (byte[] content : List.of(new byte[0], large)) {
            for (Cast.Member to : List.of(Cast.bob(), Cast.amelie())) {
                byte[] raw = pgp.encryptAndSign(content, List.of(to.encryptionKey()), Cast.alice().key(), NOW).bytes();
                Opened.Plaintext opened = plaintext(pgp.open(raw, List.of(to.key()),
                        List.of(Cast.alice().certificate()), new OpenLimits(large.length), NOW));
                assertArrayEquals(content, opened.bytes());
                assertInstanceOf(SignatureCheck.Good.class, opened.signatures().getFirst());
            }
        }
    }

    private Ciphertext toBob() throws CryptoException {
        return pgp.encryptAndSign(TEXT, List.of(Cast.bob().encryptionKey()), Cast.alice().key(), NOW);
    }

    private static int containerVersion(byte[] armored) {
        Bytes binary = Armor.decode(armored).blocks().getFirst().content();
        return RawPacket.readAll(binary, 10).packets().getLast().body().at(0);
    }

    private static Opened.Plaintext plaintext(Opened opened) {
        return assertInstanceOf(Opened.Plaintext.class, opened, opened.toString());
    }
}
