package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that were tampered with, or made to deceive: not a byte of them comes out.
class MessageAttackTest {
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final String TEXT = "Le rapport est dans le coffre. ".repeat(40);

    private final OpenPgp pgp = new OpenPgp();
    private final Cast.Member bob = Cast.bob();
    private final Cast.Member alice = Cast.alice();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFlippedBitAnywhereIsRefused(int version) throws Exception {
        byte[] message = message(version);
        for (int at = 0; at < message.length; at += message.length > 2000 ? 7 : 3) {
            byte[] altered = message.clone();
            altered[at] ^= (byte) (1 << (at % 8));
            assertNothing(altered, "bit at " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aMessageCutAnywhereIsRefused(int version) throws Exception {
        byte[] message = message(version);
        for (int length = 0; length < message.length; length += 5) {
            assertNothing(Arrays.copyOf(message, length), "cut at " + length);
        }
    }

    @Test
    void aCutIsCalledACut() throws Exception {
        byte[] binary = message(1);
        byte[] armored = pgp.encryptAndSign(Forge.utf8(TEXT), List.of(bob.encryptionKey()), alice.key(), Cast.NOW)
                .bytes();

        assertEquals(refused(Opened.Why.TRUNCATED), open(Arrays.copyOf(binary, binary.length - 30)));
        assertEquals(refused(Opened.Why.TRUNCATED), open(Arrays.copyOf(armored, armored.length - 60)));
    }

    @Test
    void aContainerCutInsideItsPacketIsRefusedInBothVersions() throws Exception {
        for (int version : new int[]{1, 2}) {
            RawPacket.Run run = RawPacket.readAll(Bytes.of(message(version)), 10);
            RawPacket container = run.packets().getLast();
            for (int less : new int[]{1, 16, 17, 22, 40, 100}) {
                var shorter = new RawPacket(container.tag(),
                        container.body().part(0, container.body().length() - less));
                assertEquals(refused(Opened.Why.MODIFIED),
                        open(Forge.joined(run.packets().getFirst().encoded(), shorter.encoded())));
            }
        }
    }

    @Test
    void aContainerWithoutIntegrityProtectionIsRefused() throws Exception {
        assertEquals(refused(Opened.Why.NO_INTEGRITY_PROTECTION),
                open(Forge.withoutIntegrity(Forge.literal(TEXT), bob)));
    }

    @Test
    void aContainerDowngradedToOneWithoutIntegrityProtectionIsRefused() throws Exception {
        RawPacket.Run run = RawPacket.readAll(Bytes.of(Forge.encrypted(Forge.literal(TEXT), bob)), 10);
        Bytes body = run.packets().getLast().body();
        var downgraded = new RawPacket(RawPacket.UNPROTECTED_DATA, body.part(1, body.length() - 1));

        assertEquals(refused(Opened.Why.NO_INTEGRITY_PROTECTION),
                open(Forge.joined(run.packets().getFirst().encoded(), downgraded.encoded())));
    }

    @Test
    void aContainerOfVersion2DowngradedToVersion1IsRefused() throws Exception {
        byte[] message = message(2);
        RawPacket.Run run = RawPacket.readAll(Bytes.of(message), 10);
        byte[] body = run.packets().getLast().body().array().clone();
        body[0] = 1;

        assertNothing(Forge.joined(run.packets().getFirst().encoded(),
                new RawPacket(RawPacket.SEIPD, Bytes.of(body)).encoded()), "version 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {SymmetricKeyAlgorithmTags.TRIPLE_DES, SymmetricKeyAlgorithmTags.CAST5,
            SymmetricKeyAlgorithmTags.BLOWFISH, SymmetricKeyAlgorithmTags.IDEA})
    void ciphersOfTheLastCenturyAreRefused(int cipher) throws Exception {
        assertEquals(refused(Opened.Why.WEAK_ALGORITHM),
                open(Forge.withCipher(cipher, Forge.signed(TEXT, Forge.signing(alice)), bob)));
    }

    @Test
    void theSameWithASoundCipherOpens() throws Exception {
        for (int cipher : new int[]{SymmetricKeyAlgorithmTags.AES_128, SymmetricKeyAlgorithmTags.AES_192,
                SymmetricKeyAlgorithmTags.TWOFISH, SymmetricKeyAlgorithmTags.CAMELLIA_256}) {
            assertInstanceOf(Opened.Plaintext.class,
                    open(Forge.withCipher(cipher, Forge.signed(TEXT, Forge.signing(alice)), bob)));
        }
    }

    @Test
    void nothingMayFollowTheMessage() throws Exception {
        byte[] message = message(1);
        byte[] armored = Armor.encode("MESSAGE", message, "\r\n");

        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(message, message)));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(message, Forge.literal("en clair"))));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(message, Forge.utf8("un reste"))));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(armored, armored)));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(armored, Forge.utf8("-- \r\nsignature"))));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.joined(Forge.utf8("Bonjour,\n"), armored)));
        assertInstanceOf(Opened.Plaintext.class,
                open(Forge.joined(Forge.utf8("\r\n"), armored, Forge.utf8("\r\n \n"))));
    }

    @Test
    void whatIsNotSignedNeverStandsBesideWhatIs() throws Exception {
        KeyPair signer = Forge.signing(alice);
        byte[] signed = Forge.signed("signé", signer);
        byte[] loose = Forge.literal("pas signé");
        List<byte[]> contents = List.of(Forge.joined(signed, loose), Forge.joined(loose, signed),
                Forge.joined(Forge.onePass(signer), loose, Forge.literal("signé"), Forge.signature("signé", signer)),
                Forge.joined(Forge.onePass(signer), Forge.literal("signé"), Forge.signature("signé", signer), loose),
                Forge.joined(signed, signed), Forge.joined(signed, Forge.compressed(2, loose)),
                Forge.joined(Forge.onePass(signer), Forge.compressed(1, signed), Forge.signature("signé", signer)),
                Forge.joined(Forge.onePass(signer), Forge.literal("signé")),
                Forge.joined(Forge.literal("signé"), Forge.signature("signé", signer)),
                Forge.joined(signed, new byte[]{(byte) 0xF0, 0}), new byte[0], Forge.utf8("du texte"));
        for (byte[] content : contents) {
            assertEquals(refused(Opened.Why.MALFORMED), open(Forge.encrypted(content, bob)));
        }
    }

    @Test
    void theFormsThatHonestProgramsSendAreRead() throws Exception {
        KeyPair signer = Forge.signing(alice);
        byte[] signed = Forge.signed("signé", signer);
        List<byte[]> contents = List.of(signed, Forge.compressedToTheEnd(1, signed), Forge.compressed(2, signed),
                Forge.compressed(3, signed),
                Forge.joined(Forge.onePass(signer), Forge.compressed(2, Forge.literal("signé")),
                        Forge.signature("signé", signer)),
                Forge.joined(Forge.signature("signé", signer), Forge.literal("signé")),
                Forge.joined(new RawPacket(RawPacket.MARKER, Bytes.of(Forge.utf8("PGP"))).encoded(), signed,
                        new RawPacket(RawPacket.PADDING, Bytes.of(new byte[40])).encoded()));
        for (byte[] content : contents) {
            Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class, open(Forge.encrypted(content, bob)),
                    "form " + contents.indexOf(content));
            assertEquals(List.of(new SignatureCheck.Good(alice.key().fingerprint(), Cast.NOW, KeyState.USABLE)),
                    opened.signatures());
        }
    }

    @Test
    void aSignatureOverOtherBytesIsBad() throws Exception {
        KeyPair signer = Forge.signing(alice);
        byte[] content = Forge.joined(Forge.onePass(signer), Forge.literal("virez 900"),
                Forge.signature("virez 100", signer));

        Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class, open(Forge.encrypted(content, bob)));
        assertEquals(List.of(new SignatureCheck.Bad(Optional.of(alice.key().fingerprint()),
                SignatureCheck.Why.MODIFIED)), opened.signatures());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWouldExpandBeyondTheLimitIsRefusedInTime(int compression) throws Exception {
        byte[] bomb = Forge.compressed(compression, new byte[compression == 3 ? 2 << 20 : 40 << 20]);
        byte[] nested = Forge.compressed(compression, Forge.compressed(compression, Forge.literal("0")));
        byte[] raw = Forge.encrypted(bomb, bob);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertEquals(refused(Opened.Why.TOO_LARGE), open(raw)));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.encrypted(nested, bob)));
    }

    @Test
    void aPlaintextOverTheLimitIsRefusedAndOneJustWithinIsNot() throws Exception {
        byte[] within = Forge.encrypted(Forge.literal("x".repeat(5000)), bob);

        assertInstanceOf(Opened.Plaintext.class, open(within, 5000));
        assertEquals(refused(Opened.Why.TOO_LARGE), open(within, 4999));
    }

    @Test
    void aSignedMessageThatIsNotEncryptedIsRefused() throws Exception {
        byte[] signed = Forge.signed(TEXT, Forge.signing(alice));

        assertEquals(refused(Opened.Why.MALFORMED), open(signed));
        assertEquals(refused(Opened.Why.MALFORMED), open(Armor.encode("MESSAGE", signed, "\n")));
        assertEquals(refused(Opened.Why.MALFORMED), open(Forge.literal(TEXT)));
    }

    @Test
    void anEncryptedMessageInsideAnotherIsRefused() throws Exception {
        assertEquals(refused(Opened.Why.MALFORMED),
                open(Forge.encrypted(Forge.encrypted(Forge.literal(TEXT), bob), bob)));
    }

    @Test
    void hiddenRecipientsOfEveryAlgorithmAreTriedWithoutHarm() throws Exception {
        PGPPublicKey rsa = Forge.subkey(Cast.erinWeakRsa1024());
        byte[] message = Forge.hidden(Forge.signed(TEXT, Forge.signing(alice)), List.of(rsa,
                Forge.subkey(Cast.mallory()), Forge.subkey(Cast.carolExpired()), Forge.subkey(bob)));

        Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class,
                pgp.open(message, List.of(Cast.amelie().key(), bob.key()), List.of(alice.certificate()), LIMITS,
                        Cast.NOW));
        assertEquals(Set.of(), opened.recipientKeyIds());
    }

    /// A thousand packets that each of our keys would have to try: we stop looking long before.
    @Test
    void hiddenRecipientsAreTriedABoundedNumberOfTimes() throws Exception {
        List<PGPPublicKey> few = new ArrayList<>(Collections.nCopies(100, Forge.subkey(Cast.mallory())));
        List<PGPPublicKey> many = new ArrayList<>(Collections.nCopies(1000, Forge.subkey(Cast.mallory())));
        few.add(Forge.subkey(bob));
        many.add(Forge.subkey(bob));
        byte[] toFew = Forge.hidden(Forge.literal(TEXT), few);
        byte[] toMany = Forge.hidden(Forge.literal(TEXT), many);

        assertInstanceOf(Opened.Plaintext.class, open(toFew));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertEquals(refused(Opened.Why.NO_KEY), open(toMany)));
    }

    private byte[] message(int version) throws Exception {
        byte[] content = Forge.signed(TEXT, Forge.signing(alice));
        List<PGPPublicKey> to = List.of(Forge.subkey(bob));
        return version == 1 ? DataEncryptor.seipd1(content, to) : DataEncryptor.seipd2(content, to);
    }

    private Opened open(byte[] raw) {
        return open(raw, LIMITS.maxPlaintextBytes());
    }

    private Opened open(byte[] raw, long most) {
        return pgp.open(raw, List.of(bob.key()), List.of(alice.certificate()), new OpenLimits(most), Cast.NOW);
    }

    private void assertNothing(byte[] raw, String what) {
        Opened opened = open(raw);
        assertFalse(opened instanceof Opened.Plaintext, what);
    }

    private static Opened refused(Opened.Why why) {
        return new Opened.Refused(why);
    }
}
