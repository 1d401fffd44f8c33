package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Instant NOW = Cast.NOW;
    private static final byte[] TEXT = Forge.utf8("Je témoigne.\r\n");

    private final OpenPgp pgp = new OpenPgp();

    @Test
    void aGoodSignatureTellsWhoAndWhen() throws Exception {
        byte[] signature = pgp.signDetached(TEXT, Cast.alice().key(), NOW);

        assertEquals(List.of(good(Cast.alice().key(), NOW, KeyState.USABLE)),
                pgp.verifyDetached(TEXT, signature, List.of(Cast.bob().certificate(), Cast.alice().certificate()),
                        NOW));
    }

    @Test
    void everyFlippedBitOfTheContentOrTheSignatureIsNoticed() throws Exception {
        byte[] signature = Armor.decode(pgp.signDetached(TEXT, Cast.alice().key(), NOW)).blocks().getFirst().content()
                .array();
        for (int bit = 0; bit < TEXT.length * 8; bit++) {
            byte[] altered = TEXT.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertEquals(List.of(bad(Cast.alice().key(), SignatureCheck.Why.MODIFIED)), pgp.verifyDetached(altered,
                    signature, List.of(Cast.alice().certificate()), NOW));
        }
        int signedPart = 2 + 6 + signature[7]; // header, version to length, hashed area (short: its high byte is 0)
        for (int at = 0; at < signature.length; at++) {
            byte[] altered = signature.clone();
            altered[at] ^= 1;
            boolean isHint = at >= signedPart && at < signature.length - 32; // issuer, digest's beginning, number's length
            assertTrue(isHint || pgp.verifyDetached(TEXT, altered, List.of(Cast.alice().certificate()), NOW).stream()
                    .noneMatch(SignatureCheck.Good.class::isInstance), "byte " + at);
        }
    }

    @Test
    void anUnknownSignerIsNotTakenForNoSignature() throws Exception {
        byte[] signature = pgp.signDetached(TEXT, Cast.alice().key(), NOW);
        String keyId = Cast.alice().key().fingerprint().hex().substring(24);

        assertEquals(List.of(new SignatureCheck.UnknownKey(keyId)),
                pgp.verifyDetached(TEXT, signature, List.of(Cast.bob().certificate()), NOW));
        assertEquals(List.of(), pgp.verifyDetached(TEXT, new byte[0], List.of(), NOW));
        assertEquals(List.of(), pgp.verifyDetached(TEXT, Forge.utf8("rien"), List.of(), NOW));
    }

    @Test
    void hashesThatCanBeForgedAreNotBelieved() throws Exception {
        for (int hash : new int[]{HashAlgorithmTags.SHA1, HashAlgorithmTags.MD5, HashAlgorithmTags.RIPEMD160}) {
            byte[] signature = Forge.signature(TEXT, Forge.signing(Cast.alice()), PGPSignature.BINARY_DOCUMENT, hash,
                    NOW);
            assertEquals(List.of(bad(Cast.alice().key(), SignatureCheck.Why.WEAK_ALGORITHM)), pgp.verifyDetached(TEXT,
                    signature, List.of(Cast.alice().certificate()), NOW));
        }
    }

    @Test
    void aKeyThatCanBeBrokenIsNotBelieved() throws Exception {
        Cast.Member erin = Cast.erinWeakRsa1024();
        var weak = new KeyPair(erin.certificate().parts().primary(),
                erin.key().secret(erin.certificate().parts().primary()).orElseThrow());
        byte[] signature = Forge.signature(TEXT, weak, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA512, NOW);

        assertEquals(List.of(bad(erin.key(), SignatureCheck.Why.WEAK_ALGORITHM)),
                pgp.verifyDetached(TEXT, signature, List.of(erin.certificate()), NOW));
    }

    @Test
    void aSignatureFromTheFutureIsNotBelievedButAClockMayBeMinutesAhead() throws Exception {
        assertEquals(List.of(bad(Cast.alice().key(), SignatureCheck.Why.MADE_IN_FUTURE)),
                check(Cast.alice().key(), Cast.alice().certificate(), NOW.plus(Duration.ofHours(1))));
        assertEquals(List.of(good(Cast.alice().key(), NOW.plusSeconds(240), KeyState.USABLE)),
                check(Cast.alice().key(), Cast.alice().certificate(), NOW.plusSeconds(240)));
    }

    @Test
    void expiryIsJudgedAtTheTimeOfTheSignatureAndToldNow() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW.minus(Duration.ofDays(100)),
                NOW.minus(Duration.ofDays(10)));
        SecretKey unlimited = key.extendedTo(NOW.plus(Duration.ofDays(900)), NOW.minus(Duration.ofDays(99)));
        Instant before = NOW.minus(Duration.ofDays(50));
        Instant after = NOW.minus(Duration.ofDays(5));

        assertEquals(List.of(good(key, before, KeyState.EXPIRED_SINCE)), check(key, key.certificate(), before));
        assertEquals(List.of(bad(key, SignatureCheck.Why.KEY_NOT_USABLE_THEN)),
                check(unlimited, key.certificate(), after));
        assertEquals(List.of(good(key, after, KeyState.USABLE)), check(unlimited, unlimited.certificate(), after));
    }

    @Test
    void aRetiredKeysOlderSignaturesStayGood() throws Exception {
        for (RevocationReason reason : List.of(RevocationReason.RETIRED, RevocationReason.SUPERSEDED)) {
            SecretKey key = SecretKey.generate("A <a@example.org>", NOW.minus(Duration.ofDays(100)));
            Certificate revoked = key.revoked(NOW.minus(Duration.ofDays(10)), reason);

            assertEquals(List.of(good(key, NOW.minus(Duration.ofDays(20)), KeyState.RETIRED_SINCE)),
                    check(key, revoked, NOW.minus(Duration.ofDays(20))));
            assertEquals(List.of(bad(key, SignatureCheck.Why.KEY_NOT_USABLE_THEN)),
                    check(key, revoked, NOW.minus(Duration.ofDays(5))));
        }
    }

    @Test
    void nothingOfACompromisedKeyIsBelieved() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW.minus(Duration.ofDays(100)));
        Certificate revoked = key.revoked(NOW.minus(Duration.ofDays(10)), RevocationReason.COMPROMISED);

        assertEquals(List.of(bad(key, SignatureCheck.Why.KEY_COMPROMISED)),
                check(key, revoked, NOW.minus(Duration.ofDays(50))));
    }

    @Test
    void aSignatureFromBeforeItsKeyWasMadeIsNotBelieved() throws Exception {
        SecretKey key = SecretKey.generate("A <a@example.org>", NOW);
        byte[] signature = Forge.signature(TEXT, key.signing(NOW).orElseThrow(), PGPSignature.BINARY_DOCUMENT,
                HashAlgorithmTags.SHA512, NOW.minus(Duration.ofDays(1)));

        assertEquals(List.of(bad(key, SignatureCheck.Why.KEY_NOT_USABLE_THEN)),
                pgp.verifyDetached(TEXT, signature, List.of(key.certificate()), NOW));
    }

    @Test
    void aSubkeyThatDidNotAgreeSignsForNobody() throws Exception {
        SecretKey victim = Cast.alice().key();
        Certificate thief = SigningSubkeys.claiming(Cast.mallory().key(), victim.certificate().parts().primary());
        byte[] signature = pgp.signDetached(TEXT, victim, NOW);

        assertEquals(List.of(bad(Cast.mallory().key(), SignatureCheck.Why.KEY_NOT_USABLE_THEN)),
                pgp.verifyDetached(TEXT, signature, List.of(thief), NOW));
        assertEquals(List.of(good(victim, NOW, KeyState.USABLE)),
                pgp.verifyDetached(TEXT, signature, List.of(thief, victim.certificate()), NOW));
    }

    @Test
    void anEncryptionSubkeySignsNothing() throws Exception {
        Cast.Member erin = Cast.erinWeakRsa1024();
        byte[] signature = Forge.signature(TEXT,
                new KeyPair(Forge.subkey(erin), erin.key().secret(Forge.subkey(erin)).orElseThrow()),
                PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA512, NOW);

        assertInstanceOf(SignatureCheck.Bad.class,
                pgp.verifyDetached(TEXT, signature, List.of(erin.certificate()), NOW).getFirst());
    }

    @Test
    void aSignatureOverAKeyIsNoneOverADocument() throws Exception {
        byte[] certification = Forge.signature(TEXT, Forge.signing(Cast.alice()), PGPSignature.POSITIVE_CERTIFICATION,
                HashAlgorithmTags.SHA512, NOW);

        assertEquals(List.of(bad(Cast.alice().key(), SignatureCheck.Why.MODIFIED)),
                pgp.verifyDetached(TEXT, certification, List.of(Cast.alice().certificate()), NOW));
    }

    @Test
    void aTextSignatureIsGoodWhateverTheLineEnds() throws Exception {
        byte[] signature = Forge.signature(TEXT, Forge.signing(Cast.alice()), PGPSignature.CANONICAL_TEXT_DOCUMENT,
                HashAlgorithmTags.SHA512, NOW);

        assertEquals(List.of(good(Cast.alice().key(), NOW, KeyState.USABLE)), pgp.verifyDetached(
                Forge.utf8("Je témoigne.\n"), signature, List.of(Cast.alice().certificate()), NOW));
    }

    private List<SignatureCheck> check(SecretKey signer, Certificate known, Instant made) throws Exception {
        byte[] signature = Forge.signature(TEXT, signer.signing(made).orElseThrow(), PGPSignature.BINARY_DOCUMENT,
                HashAlgorithmTags.SHA512, made);
        return pgp.verifyDetached(TEXT, signature, List.of(known), NOW);
    }

    private static SignatureCheck good(SecretKey signer, Instant made, KeyState state) {
        return new SignatureCheck.Good(signer.fingerprint(), made, state);
    }

    private static SignatureCheck bad(SecretKey signer, SignatureCheck.Why why) {
        return new SignatureCheck.Bad(Optional.of(signer.fingerprint()), why);
    }
}
