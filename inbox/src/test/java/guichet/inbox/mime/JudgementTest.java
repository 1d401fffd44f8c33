package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyState;
import guichet.crypto.SignatureCheck;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final String TEXT = "Content-Type: text/plain\n\nsigned words\n";
    private static final Instant IN_MAY = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void aKeyThatExpiredSinceKeepsItsSignatureGoodAndIsTold() throws Exception {
        String signature = new String(Desk.PGP.signDetached(Desk.crlf(TEXT), Cast.carolExpired().key(), IN_MAY),
                StandardCharsets.US_ASCII);
        Reading reading = Desk.read(Desk.crlf("From: carol@example.org\n" + Desk.pgpSigned(TEXT, signature)),
                Cast.carolExpired());

        assertEquals(Signature.VALID, reading.protection().signature());
        assertEquals(List.of(Problem.EXPIRED_KEY), reading.protection().problems());
        assertTrue(reading.protection().authorProven());
    }

    @Test
    void aKeyThatWasRetiredSinceIsTold() {
        Protection protection = judged(new SignatureCheck.Good(bob(), IN_MAY, KeyState.RETIRED_SINCE));

        assertEquals(Signature.VALID, protection.signature());
        assertEquals(List.of(Problem.REVOKED_KEY), protection.problems());
    }

    @ParameterizedTest
    @CsvSource({"KEY_COMPROMISED,REVOKED_KEY", "KEY_NOT_USABLE_THEN,EXPIRED_KEY", "WEAK_ALGORITHM,WEAK_ALGORITHM"})
    void aBadSignatureSaysWhy(SignatureCheck.Why why, Problem problem) {
        Protection protection = judged(new SignatureCheck.Bad(Optional.of(bob()), why));

        assertEquals(Signature.INVALID, protection.signature());
        assertEquals(List.of(problem), protection.problems());
        assertEquals(Optional.empty(), protection.signer());
        assertEquals(Optional.empty(), protection.senderMatches());
    }

    @ParameterizedTest
    @CsvSource({"MODIFIED", "MADE_IN_FUTURE"})
    void anAlteredOneIsInvalidAndThatIsAll(SignatureCheck.Why why) {
        assertEquals(Signature.INVALID, judged(new SignatureCheck.Bad(Optional.of(bob()), why)).signature());
    }

    @Test
    void aStrangersSignatureBesideTheAuthorsTakesNothingAway() {
        Protection protection = judged(new SignatureCheck.UnknownKey("0123456789ABCDEF"),
                new SignatureCheck.Bad(Optional.empty(), SignatureCheck.Why.MODIFIED),
                new SignatureCheck.Good(Cast.amelie().certificate().fingerprint(), IN_MAY, KeyState.USABLE),
                new SignatureCheck.Good(bob(), IN_MAY, KeyState.USABLE));

        assertTrue(protection.authorProven());
        assertEquals(bob(), protection.signer().orElseThrow().fingerprint());
    }

    @Test
    void aBadSignatureIsNotExcusedByAnUnknownOne() {
        assertFalse(judged(new SignatureCheck.UnknownKey("0123456789ABCDEF"),
                new SignatureCheck.Bad(Optional.of(bob()), SignatureCheck.Why.MODIFIED)).authorProven());
    }

    private static Fingerprint bob() {
        return Cast.bob().certificate().fingerprint();
    }

    private static Protection judged(SignatureCheck... checks) {
        ShownHeaders headers = ShownHeaders.outer(new Header(List.of(new Header.Field("from", "bob@example.org"))));
        return Judgement.of(List.of(checks), headers, Desk.knowing(Cast.bob(), Cast.amelie())).with(Encryption.NONE,
                Set.of());
    }
}
