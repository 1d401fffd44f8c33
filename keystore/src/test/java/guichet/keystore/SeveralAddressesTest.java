package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.SecretKey;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Anybody may write anybody's address onto their own key.
class SeveralAddressesTest {
    private static final String BOB = "bob@example.org";
    private static final String BOB_AT_WORK = "bob@work.example";
    private static final String MALLORY = "mallory@example.net";
    private static final Certificate BOBS = Keysmith.certificate("Bob <bob@example.org>");
    private static final Certificate BOBS_TWO = Keysmith.certificate("Bob, twice <bob@example.org>",
            "Bob <bob@work.example>");
    private static final Certificate MALLORYS = Keysmith.certificate("Mallory & Bob <mallory@example.net>",
            "Bob <bob@example.org>");
    private static final Certificate BOB_FIRST = Keysmith.certificate("Bob & Mallory <bob@example.org>",
            "Mallory <mallory@example.net>");

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
    void whichAddressesAreMeantHasToBeSaid() throws VaultException {
        office.imports(MALLORYS);
        var decided = assertInstanceOf(Decided.NameAddresses.class, office.accepts(MALLORYS));

        assertEquals(Set.copyOf(Keysmith.addresses(MALLORY, BOB)), Set.copyOf(decided.addresses()));
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(MALLORY));
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }

    @Test
    void malloryGetsNoMailForBobByHisNameOnHerKey() throws VaultException {
        office.imports(MALLORYS);
        var decided = assertInstanceOf(Decided.Done.class, office.accepts(MALLORYS, MALLORY));

        assertEquals(Keysmith.addresses(BOB), decided.left());
        assertEquals(Optional.of(MALLORYS.fingerprint()), office.keyFor(MALLORY));
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }

    @Test
    void malloryIsNotBobForASignatureEither() throws VaultException {
        office.imports(MALLORYS);
        office.verifies(MALLORYS, MALLORY);

        assertTrue(office.known(MALLORYS).isFor(new Address(MALLORY)));
        assertFalse(office.known(MALLORYS).isFor(new Address(BOB)));
        assertEquals(Trust.UNKNOWN, office.seen(BOB).getFirst().trust());
        assertEquals(Trust.VERIFIED, office.seen(MALLORY).getFirst().trust());
    }

    @Test
    void acceptingMalloryForHerselfDoesNotAnswerTheAlarmAboutBob() throws VaultException {
        office.imports(BOBS);
        office.accepts(BOBS);
        office.imports(MALLORYS);
        assertInstanceOf(Decided.NameAddresses.class, office.accepts(MALLORYS));
        office.accepts(MALLORYS, MALLORY);

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(1, office.keeps(BOB));
        assertEquals(Optional.of(BOBS.fingerprint()), office.keyFor(BOB));
        assertEquals(Optional.of(MALLORYS.fingerprint()), office.keyFor(MALLORY));
    }

    @Test
    void theOrderOfTheUserIdsChangesNothing() throws VaultException {
        office.contact("Bob", BOB);
        office.imports(BOBS);
        office.accepts(BOBS);
        office.imports(BOB_FIRST);

        assertInstanceOf(Decided.NameAddresses.class, office.accepts(BOB_FIRST));
        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void addressesOfOneContactAreAcceptedTogether() throws VaultException {
        office.contact("Bob", BOB, BOB_AT_WORK);
        office.imports(BOBS_TWO);
        var decided = assertInstanceOf(Decided.Done.class, office.accepts(BOBS_TWO));

        assertEquals(List.of(), decided.left());
        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB));
        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB_AT_WORK));
    }

    @Test
    void addressesOfTwoContactsAreNot() throws VaultException {
        office.contact("Bob", BOB);
        office.contact("Mallory", MALLORY);
        office.imports(MALLORYS);

        assertInstanceOf(Decided.NameAddresses.class, office.accepts(MALLORYS));
    }

    @Test
    void oneKeyForTwoNamedAddressesServesBoth() throws VaultException {
        office.imports(BOBS_TWO);
        office.accepts(BOBS_TWO, BOB);
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB_AT_WORK));

        office.verifies(BOBS_TWO, BOB_AT_WORK);
        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB));
        assertEquals(Trust.ACCEPTED, office.seen(BOB).getFirst().trust());
        assertEquals(Trust.VERIFIED, office.seen(BOB_AT_WORK).getFirst().trust());
    }

    @Test
    void anotherKeyForOneOfTwoAddressesStopsThatOneOnly() throws VaultException {
        office.contact("Bob", BOB, BOB_AT_WORK);
        office.imports(BOBS_TWO);
        office.accepts(BOBS_TWO);
        office.imports(BOBS);

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB_AT_WORK));
    }

    @Test
    void liftingDistrustForOneAddressBringsNoOtherBack() throws VaultException {
        office.contact("Bob", BOB, BOB_AT_WORK);
        office.imports(BOBS_TWO);
        office.accepts(BOBS_TWO);
        office.distrusts(BOBS_TWO);
        office.verifies(BOBS_TWO, BOB);

        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB));
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB_AT_WORK));
    }

    @Test
    void anAddressThatAnUpdateBringsIsNotAcceptedWithIt() throws VaultException {
        SecretKey mallory = Keysmith.key("Mallory <mallory@example.net>");
        office.imports(mallory.certificate());
        office.accepts(mallory.certificate());
        office.imports(Keysmith.withUserId(mallory, mallory.certificate(), "Bob <bob@example.org>"));

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
        assertEquals(Optional.of(mallory.fingerprint()), office.keyFor(MALLORY));
    }

    @Test
    void anAddressThatItsOwnerTookBackIsRefused() throws VaultException {
        SecretKey bob = Keysmith.key("Bob, twice <bob@example.org>");
        office.contact("Bob", BOB, BOB_AT_WORK);
        office.imports(BOBS_TWO);
        office.accepts(BOBS_TWO);
        office.imports(Keysmith.withoutUserId(bob, BOBS_TWO, "Bob <bob@work.example>", Cast.NOW.minusSeconds(60)));

        assertEquals(Optional.of(BOBS_TWO.fingerprint()), office.keyFor(BOB));
        assertEquals(Optional.of(Why.REVOKED), office.refusal(BOB_AT_WORK));
        office.imports(BOBS_TWO);
        assertEquals(Optional.of(Why.REVOKED), office.refusal(BOB_AT_WORK));
    }

    @Test
    void ofThousandsOfAddressesAHundredCount() throws VaultException {
        SecretKey owner = Keysmith.key("Just a name");
        List<String> userIds = IntStream.range(0, 130).mapToObj(n -> "<" + n + "@flood.example>").toList();
        office.imports(Keysmith.withUserIds(owner, owner.certificate(), userIds));

        int seen = 0;
        for (int n = 0; n < 130; n++) {
            seen += office.seen(n + "@flood.example").size();
        }
        assertEquals(100, seen);
    }

    @Test
    void aKeyWithoutAnyAddressIsAcceptedForTheOneThatAPersonNames() throws VaultException {
        Certificate plain = Keysmith.certificate("Just a name");
        office.imports(plain);
        assertEquals(new Decided.NameAddresses(List.of()), office.accepts(plain));
        office.accepts(plain, BOB);

        assertEquals(Optional.of(plain.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void whatAMailClaimsForAKeyMakesACandidateAndNoMore() throws VaultException {
        office.hears(MALLORYS, "zoe@example.org");

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal("zoe@example.org"));
        assertEquals(List.of(MALLORYS), office.seen("zoe@example.org").stream().map(KnownKey::certificate).toList());
    }
}
