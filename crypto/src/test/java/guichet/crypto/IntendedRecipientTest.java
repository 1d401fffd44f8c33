package guichet.crypto;

import static guichet.crypto.Cast.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IntendedRecipientFingerprint;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.junit.jupiter.api.Test;

/// Surreptitious forwarding: Bob writes to Mallory, signed; she decrypts it and encrypts the very same signed words to
/// Alice, who shall believe that Bob wrote them to her (RFC 9580, 5.2.3.36 and 13.12).
class IntendedRecipientTest {
    private static final byte[] WORDS = Forge.utf8("I withdraw my complaint\r\n");
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final List<Certificate> SIGNERS = List.of(Cast.bob().certificate());

    private final OpenPgp pgp = new OpenPgp();

    @Test
    void aMessageForUsIsGood() throws CryptoException {
        byte[] toAlice = pgp.encryptAndSign(WORDS, List.of(Cast.amelie().encryptionKey(), Cast.alice().encryptionKey()),
                Cast.bob().key(), NOW).bytes();

        assertInstanceOf(SignatureCheck.Good.class, check(open(toAlice)));
    }

    @Test
    void whatWasSignedForSomebodyElseIsNotGoodThoughItIsEncryptedToUs() throws Exception {
        byte[] toMallory = pgp
                .encryptAndSign(WORDS, List.of(Cast.mallory().encryptionKey()), Cast.bob().key(), NOW).bytes();
        byte[] forwarded = PassingOn.passedOn(toMallory, Cast.mallory(), Cast.alice());
        Opened.Plaintext opened = open(forwarded);

        assertArrayEquals(WORDS, opened.bytes());
        assertEquals(forOthers(), check(opened));
        var again = assertInstanceOf(Opened.Plaintext.class, pgp.reopen(forwarded, opened.sessionKey(),
                Set.of(Cast.alice().key().fingerprint()), SIGNERS, LIMITS, NOW));
        assertEquals(forOthers(), check(again), "by the session key it is no better");
    }

    @Test
    void namingOurKeyInTheOuterPacketsDoesNotHelp() throws Exception {
        byte[] toMallory = pgp
                .encryptAndSign(WORDS, List.of(Cast.mallory().encryptionKey()), Cast.bob().key(), NOW).bytes();
        byte[] signed = PassingOn.signedContent(toMallory, Cast.mallory().key());
        byte[] toBoth = DataEncryptor.seipd1(signed, List.of(encryption(Cast.mallory()), encryption(Cast.alice())));

        assertEquals(forOthers(), check(open(toBoth)));
    }

    @Test
    void oneThatDoesNotSayForWhomIsGoodAsBefore() throws Exception {
        KeyPair bob = Cast.bob().key().signing(NOW).orElseThrow();
        byte[] toAlice = DataEncryptor.seipd1(Forge.signed("from an older program", bob),
                List.of(encryption(Cast.alice())));

        assertInstanceOf(SignatureCheck.Good.class, check(open(toAlice)));
    }

    @Test
    void whatCallsNobodyKnownByAReadableNameIsForOthers() throws Exception {
        for (byte[] name : List.of(new byte[]{4}, new byte[21], new byte[]{5, 1, 2})) {
            byte[] toAlice = DataEncryptor.seipd1(signedFor(name), List.of(encryption(Cast.alice())));

            assertEquals(forOthers(), check(open(toAlice)));
        }
    }

    @Test
    void takenOutAndShownInTheClearItIsNotGood() throws Exception {
        byte[] toAlice = pgp.encryptAndSign(WORDS, List.of(Cast.alice().encryptionKey()), Cast.bob().key(), NOW)
                .bytes();
        byte[] signature = RawPacket.readAll(Bytes.of(PassingOn.signedContent(toAlice, Cast.alice().key())), 3)
                .packets()
                .getLast().encoded();

        assertEquals(List.of(forOthers()), pgp.verifyDetached(WORDS, signature, SIGNERS, NOW));
        assertInstanceOf(SignatureCheck.Good.class, pgp.verifyDetachedInside(WORDS, signature,
                Set.of(Cast.alice().key().fingerprint()), SIGNERS, NOW).getFirst());
    }

    @Test
    void theNamesAreNotCriticalAndAreThePrimaryKeys() throws Exception {
        byte[] toAlice = pgp.encryptAndSign(WORDS, List.of(Cast.alice().encryptionKey(), Cast.bob().encryptionKey()),
                Cast.bob().key(), NOW).bytes();
        ParsedSignature signature = ParsedSignature.parse(RawPacket
                .readAll(Bytes.of(PassingOn.signedContent(toAlice, Cast.alice().key())), 3).packets().getLast())
                .orElseThrow();
        var named = signature.says().subpackets(SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);

        assertEquals(2, named.size());
        for (var each : named) {
            assertFalse(each.isCritical());
        }
        assertTrue(signature.says().isFor(Set.of(Cast.alice().key().fingerprint())));
        assertTrue(signature.says().isFor(Set.of(Cast.bob().key().fingerprint())));
        assertFalse(signature.says().isFor(Set.of(Cast.mallory().key().fingerprint())));
        assertFalse(signature.says().isFor(Set.of()));
    }

    private Opened.Plaintext open(byte[] ciphertext) {
        return assertInstanceOf(Opened.Plaintext.class,
                pgp.open(ciphertext, List.of(Cast.alice().key()), SIGNERS, LIMITS, NOW));
    }

    private static SignatureCheck check(Opened.Plaintext opened) {
        assertEquals(1, opened.signatures().size());
        return opened.signatures().getFirst();
    }

    private static SignatureCheck forOthers() {
        return new SignatureCheck.Bad(Optional.of(Cast.bob().key().fingerprint()), SignatureCheck.Why.FOR_OTHERS);
    }

    private static PGPPublicKey encryption(Cast.Member reader) {
        return reader.certificate().encryptionKey(NOW).orElseThrow();
    }

    /// By Bob, for the reader of this name, which may be none.
    private static byte[] signedFor(byte[] name) throws Exception {
        KeyPair bob = Cast.bob().key().signing(NOW).orElseThrow();
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(bob.key().getAlgorithm(), HashAlgorithmTags.SHA512), bob.key());
        generator.init(PGPSignature.BINARY_DOCUMENT, bob.secret());
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(NOW));
        subpackets.setIssuerFingerprint(false, bob.key());
        subpackets.addCustomSubpacket(new IntendedRecipientFingerprint(false, false, name));
        generator.setHashedSubpackets(subpackets.generate());
        var out = new ByteArrayOutputStream();
        generator.generateOnePassVersion(false).encode(out);
        try (OutputStream literal = new PGPLiteralDataGenerator().open(out, PGPLiteralData.BINARY, "", WORDS.length,
                OpenPgpTime.of(NOW))) {
            literal.write(WORDS);
        }
        generator.update(WORDS);
        generator.generate().encode(out);
        return out.toByteArray();
    }
}
