package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmTest {
    private static final String BOB = "bob@example.org";
    private static final Certificate KEY = Keysmith.certificate("Bob <bob@example.org>");
    private static final Certificate OTHER = Keysmith.certificate("Bob, again <BOB@Example.org>");
    private static final Certificate THIRD = Keysmith.certificate("Bob, a third time <bob@example.org>");

    private Office office;

    @BeforeEach
    void openOfficeWhereBobsKeyIsSettled() throws VaultException {
        office = Office.open();
        office.imports(KEY);
        office.accepts(KEY);
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyStopsSendingHoweverItCame(KeySource source) throws VaultException {
        List<KeyAlarm> raised = office.imports(OTHER, source).raised();

        assertEquals(1, raised.size());
        assertEquals(new Address(BOB), raised.getFirst().address());
        assertEquals(KEY, raised.getFirst().settled().certificate());
        assertEquals(OTHER, raised.getFirst().other().certificate());
        assertEquals(Cast.NOW, raised.getFirst().raised());
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(raised, office.alarms());
    }

    @Test
    void keysThatOtherProgramsMadeAlarmToo() throws VaultException {
        office.imports(Cast.bob().certificate());
        office.verifies(Cast.bob().certificate());
        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), office.keyFor(BOB));

        office.imports(Cast.mallory().certificate(), KeySource.AUTOCRYPT);
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        office.distrusts(Cast.mallory().certificate());
        assertEquals(Optional.of(Cast.bob().certificate().fingerprint()), office.keyFor(BOB));
    }

    @Test
    void theRefusalShowsTheSettledKeyFirst() throws VaultException {
        office.imports(OTHER);

        var refused = (KeyChoice.Unusable) office.choice(BOB);
        assertEquals(List.of(KEY, OTHER), refused.seen().stream().map(KnownKey::certificate).toList());
    }

    @Test
    void neitherTimeNorAnotherMailEndsIt() throws VaultException {
        office.imports(OTHER);
        assertEquals(List.of(), office.imports(OTHER, KeySource.AUTOCRYPT).raised());
        office.imports(KEY, KeySource.AUTOCRYPT);
        office.temp.reopen();

        var later = (KeyChoice.Unusable) office.choice(BOB, Cast.NOW.plus(Duration.ofDays(365)));
        assertEquals(Why.KEY_CHANGED, later.why());
        assertEquals(1, office.alarms().size());
    }

    @Test
    void acceptingTheNewKeyEndsItAndUsesTheNewKey() throws VaultException {
        office.imports(OTHER);
        office.accepts(OTHER);

        assertEquals(Optional.of(OTHER.fingerprint()), office.keyFor(BOB));
        assertEquals(List.of(), office.alarms());
    }

    @Test
    void verifyingTheNewKeyEndsItAndUsesTheNewKey() throws VaultException {
        office.imports(OTHER);
        office.verifies(OTHER);

        assertEquals(Optional.of(OTHER.fingerprint()), office.keyFor(BOB));
        assertEquals(List.of(), office.alarms());
    }

    @Test
    void distrustingTheNewKeyEndsItAndUsesTheOldKey() throws VaultException {
        office.imports(OTHER);
        office.distrusts(OTHER);

        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
        assertEquals(List.of(), office.alarms());
    }

    @Test
    void keepingTheOldKeyEndsEveryAlarmAndSaysNothingElseAboutTheOthers() throws VaultException {
        office.imports(OTHER);
        office.imports(THIRD);

        assertEquals(2, office.keeps(BOB));
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
        assertEquals(Trust.UNKNOWN, office.known(OTHER).trust());
        assertEquals(List.of(), office.imports(OTHER).raised());
    }

    @Test
    void verifyingTheOldKeyOnceMoreDoesNotEndIt() throws VaultException {
        office.imports(OTHER);
        office.verifies(KEY);

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void eachOfTwoOtherKeysNeedsADecision() throws VaultException {
        office.imports(OTHER);
        office.imports(THIRD);
        office.accepts(OTHER);
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));

        office.distrusts(THIRD);
        assertEquals(Optional.of(OTHER.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void aDecisionIsRememberedWhenTheKeysComeAgain() throws VaultException {
        office.imports(OTHER);
        office.accepts(OTHER);
        office.imports(THIRD);
        office.distrusts(THIRD);
        office.temp.reopen();

        for (Certificate again : List.of(KEY, OTHER, THIRD)) {
            assertEquals(List.of(), office.imports(again).raised());
        }
        assertEquals(Optional.of(OTHER.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void aDistrustedKeyThatGrowsStaysSilent() throws VaultException {
        SecretKey mallory = Keysmith.key("Mallory <mallory@example.net>");
        office.imports(mallory.certificate());
        office.distrusts(mallory.certificate());

        var grown = office.imports(Keysmith.withUserId(mallory, mallory.certificate(), "Bob <bob@example.org>"));
        assertEquals(Imported.News.UPDATED, grown.news());
        assertEquals(List.of(), grown.raised());
        assertEquals(Trust.DISTRUSTED, grown.key().trust());
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void aKnownKeyThatTakesOnTheAddressRaisesIt() throws VaultException {
        SecretKey mallory = Keysmith.key("Mallory <mallory@example.net>");
        office.imports(mallory.certificate());
        office.accepts(mallory.certificate());

        var grown = office.imports(Keysmith.withUserId(mallory, mallory.certificate(), "Bob <bob@example.org>"));
        assertEquals(1, grown.raised().size());
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(Optional.of(mallory.fingerprint()), office.keyFor("mallory@example.net"));
    }

    @Test
    void aKeyThatTheMailAloneClaimsForTheAddressRaisesIt() throws VaultException {
        office.hears(Keysmith.certificate("Nobody in particular"), BOB);

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void distrustOfTheSettledKeyStillAsksBeforeAnotherIsUsed() throws VaultException {
        office.distrusts(KEY);
        office.imports(OTHER);
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));

        office.accepts(OTHER);
        assertEquals(Optional.of(OTHER.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void anOldKeyThatItsOwnerGaveUpIsNoNews() throws VaultException, CryptoException {
        SecretKey old = Keysmith.key("Bob, long ago <bob@example.org>");
        Certificate revoked = old.revoked(Cast.NOW.minusSeconds(60), RevocationReason.SUPERSEDED);
        SecretKey brief = SecretKey.generate("Bob, for a month <bob@example.org>", Keysmith.MADE,
                Keysmith.MADE.plus(Duration.ofDays(30)));

        assertEquals(List.of(), office.imports(revoked).raised());
        assertEquals(List.of(), office.imports(brief.certificate()).raised());
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));

        Certificate extended = brief.extendedTo(Cast.NOW.plus(Duration.ofDays(30)), Cast.NOW.minusSeconds(60))
                .certificate();
        assertEquals(1, office.imports(extended).raised().size());
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void revokingTheOtherKeyDoesNotDecideForUs() throws VaultException, CryptoException {
        SecretKey other = Keysmith.key("Bob, again <BOB@Example.org>");
        office.imports(OTHER);
        office.imports(other.revoked(Cast.NOW, RevocationReason.COMPROMISED));

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void aKeySeenBeforeOneWasSettledRaisesItWhenItComesAgain() throws VaultException {
        Certificate early = Keysmith.certificate("Zoe, early <zoe@example.org>");
        Certificate zoe = Keysmith.certificate("Zoe <zoe@example.org>");
        office.imports(early, KeySource.AUTOCRYPT);
        office.imports(zoe);
        assertEquals(List.of(), office.alarms());
        office.accepts(zoe);
        assertEquals(Optional.of(zoe.fingerprint()), office.keyFor("zoe@example.org"));

        office.imports(early, KeySource.AUTOCRYPT);
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal("zoe@example.org"));
    }
}
