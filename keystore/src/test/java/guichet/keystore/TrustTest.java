package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {
    private static final String BOB = "bob@example.org";
    private static final Certificate KEY = Keysmith.certificate("Bob <bob@example.org>");
    private static final Certificate NEXT_KEY = Keysmith.certificate("Bob, again <bob@example.org>");
    private static final Certificate STRANGER = Keysmith.certificate("Zoe <zoe@example.org>");

    private Office office;

    @BeforeEach
    void openOffice() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    @Test
    void nobodyHasAKeyAtFirst() throws VaultException {
        assertEquals(Optional.of(Why.NO_KEY), office.refusal(BOB));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatCameInIsNotAccepted(KeySource source) throws VaultException {
        var imported = office.imports(KEY, source);

        assertEquals(Imported.News.NEW, imported.news());
        assertEquals(Trust.UNKNOWN, imported.key().trust());
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
        assertEquals(List.of(KEY), office.seen(BOB).stream().map(KnownKey::certificate).toList());
    }

    @Test
    void anAcceptedKeyIsUsedAndTellsWhoSaidSo() throws VaultException {
        office.imports(KEY);
        var decided = assertInstanceOf(Decided.Done.class, office.accepts(KEY));

        assertEquals(Keysmith.addresses(BOB), decided.addresses());
        assertEquals(List.of(), decided.left());
        var usable = assertInstanceOf(KeyChoice.Usable.class, office.choice(BOB));
        assertEquals(KEY.fingerprint(), usable.key().fingerprint());
        assertEquals(new KnownKey(KEY, Trust.ACCEPTED, Keysmith.addresses(BOB), Optional.of(Cast.alice().name()),
                Optional.of(Cast.NOW), Optional.empty()), usable.known());
    }

    @Test
    void aVerifiedKeyTellsHow() throws VaultException {
        office.imports(KEY);
        office.verifies(KEY);

        assertEquals(Trust.VERIFIED, office.known(KEY).trust());
        assertEquals(Optional.of("by phone"), office.known(KEY).how());
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void acceptingWhatWasVerifiedTakesNothingAway() throws VaultException {
        office.imports(KEY);
        office.verifies(KEY);
        office.accepts(KEY);

        assertEquals(Trust.VERIFIED, office.known(KEY).trust());
        assertEquals(Optional.of("by phone"), office.known(KEY).how());
    }

    @Test
    void aDistrustedKeyIsRefusedAndSaysWhy() throws VaultException {
        office.imports(KEY);
        office.accepts(KEY);
        office.distrusts(KEY);

        assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));
        assertEquals(Trust.DISTRUSTED, office.known(KEY).trust());
        assertEquals(Optional.of("not theirs"), office.known(KEY).how());
        assertEquals(List.of(), office.known(KEY).acceptedFor());
    }

    @Test
    void aCandidateThatIsDistrustedIsRefusedAsSuch() throws VaultException {
        office.imports(KEY);
        office.distrusts(KEY);

        assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));
    }

    @Test
    void acceptingDoesNotLiftDistrustAndVerifyingDoes() throws VaultException {
        office.imports(KEY);
        office.distrusts(KEY);

        assertInstanceOf(Decided.Distrusted.class, office.accepts(KEY));
        assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));

        assertInstanceOf(Decided.Done.class, office.verifies(KEY));
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void afterDistrustTheKeyBeforeItIsNotUsedAgainByItself() throws VaultException {
        office.imports(KEY);
        office.accepts(KEY);
        office.imports(NEXT_KEY);
        office.accepts(NEXT_KEY);
        office.distrusts(NEXT_KEY);

        assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));
        office.accepts(KEY);
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void theKeyBeforeStaysTheirsForWhatItSigned() throws VaultException {
        office.imports(KEY);
        office.verifies(KEY);
        office.imports(NEXT_KEY);
        office.accepts(NEXT_KEY);

        assertTrue(office.known(KEY).isFor(new Address(BOB)));
        assertEquals(Trust.VERIFIED, office.known(KEY).trust());
    }

    @Test
    void nothingIsDecidedAboutAKeyThatIsNotThere() throws VaultException {
        assertInstanceOf(Decided.NoSuchKey.class, office.accepts(STRANGER));
        assertInstanceOf(Decided.NoSuchKey.class, office.accepts(STRANGER, BOB));
        assertInstanceOf(Decided.NoSuchKey.class, office.verifies(STRANGER));
        assertInstanceOf(Decided.NoSuchKey.class, office.distrusts(STRANGER));
        assertEquals(Optional.of(Why.NO_KEY), office.refusal(BOB));
    }

    @Test
    void decisionsSurviveAClosedVault() throws VaultException {
        office.imports(KEY);
        office.verifies(KEY);
        office.temp.reopen();

        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void anotherProcessSeesEachDecisionAtOnce() throws VaultException, CryptoException {
        var elsewhere = new Keyring(new People(), new Settings(), new Contacts());
        office.imports(KEY);
        office.accepts(KEY);
        try (Vault other = office.temp.openAgain()) {
            KeyChoice there = other.read(tx -> elsewhere.choose(tx, new Address(BOB), Cast.NOW));
            assertInstanceOf(KeyChoice.Usable.class, there);

            Certificate revoked = Keysmith.key("Bob <bob@example.org>").revoked(Cast.NOW, RevocationReason.RETIRED);
            other.write(tx -> elsewhere.importCertificate(tx, revoked, KeySource.FILE, Cast.NOW));
            assertEquals(Optional.of(Why.REVOKED), office.refusal(BOB));

            other.write(tx -> elsewhere.distrust(tx, KEY.fingerprint(), "lost", office.alice, Cast.NOW));
            assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));
        }
    }

    @Test
    void upperAndLowerCaseAreOneAddress() throws VaultException {
        office.imports(Keysmith.certificate("Zoe <Zoe.Mayer@Example.ORG>"));
        office.accepts(Keysmith.certificate("Zoe <Zoe.Mayer@Example.ORG>"), "ZOE.mayer@EXAMPLE.org");

        assertEquals(Optional.of(Keysmith.certificate("Zoe <Zoe.Mayer@Example.ORG>").fingerprint()),
                office.keyFor("zoe.mayer@example.org"));
    }

    @Test
    void aReleasedMessageIsRecheckedAgainstTheKeyOfNow() throws VaultException {
        office.imports(KEY);
        office.accepts(KEY);
        assertInstanceOf(KeyChoice.Usable.class, office.recheck(BOB, KEY));

        office.imports(NEXT_KEY);
        assertEquals(Why.KEY_CHANGED, ((KeyChoice.Unusable) office.recheck(BOB, KEY)).why());

        office.accepts(NEXT_KEY);
        assertEquals(Why.KEY_CHANGED, ((KeyChoice.Unusable) office.recheck(BOB, KEY)).why());
        assertInstanceOf(KeyChoice.Usable.class, office.recheck(BOB, NEXT_KEY));

        office.distrusts(NEXT_KEY);
        assertEquals(Why.DISTRUSTED, ((KeyChoice.Unusable) office.recheck(BOB, NEXT_KEY)).why());
    }

    @Test
    void anEmptySetOfAddressesDecidesNothing() throws VaultException {
        office.imports(KEY);
        Decided decided = office.temp.vault()
                .write(tx -> office.keyring.accept(tx, KEY.fingerprint(), Set.of(), office.alice, Cast.NOW));

        assertInstanceOf(Decided.NameAddresses.class, decided);
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }
}
