package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalIdentitiesTest {
    private static final Instant NOW = Cast.NOW;
    private static final SignalRecipient.Aci BOB = new SignalRecipient.Aci(new UUID(1, 1));
    private static final SignalRecipient.Aci MALLORY = new SignalRecipient.Aci(new UUID(6, 6));
    private static final SignalRecipient.PhoneNumber NUMBER = new SignalRecipient.PhoneNumber("+33612345678");
    private static final SafetyNumber KEY = key('1');
    private static final SafetyNumber OTHER = key('2');

    private Office office;
    private SignalIdentities signal;

    @BeforeEach
    void open() throws VaultException {
        office = Office.open();
        signal = new SignalIdentities(office.settings);
    }

    @AfterEach
    void close() throws VaultException {
        office.close();
    }

    @Test
    void nothingThatComesInMakesAnybodyTrusted() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        assertEquals(SignalTrust.UNKNOWN, trust(bob));
        assertEquals(SignalSeen.FIRST, saw(bob, KEY));
        assertEquals(SignalTrust.UNKNOWN, trust(bob));
        assertEquals(SignalChoice.Why.NOT_ACCEPTED, why(BOB));
    }

    @Test
    void aPersonsActDoesAndSaysWhoAndHow() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        saw(bob, KEY);
        SignalIdentity accepted = done(accept(bob, KEY));
        assertEquals(SignalTrust.ACCEPTED, accepted.trust());
        assertEquals(Optional.of(Cast.alice().name()), accepted.by());
        SignalIdentity verified = done(verify(bob, KEY));
        assertEquals(SignalTrust.VERIFIED, verified.trust());
        assertEquals(Optional.of("face to face"), verified.how());
        assertEquals(SignalTrust.VERIFIED, done(accept(bob, KEY)).trust(), "accepting takes nothing back");
        assertInstanceOf(SignalChoice.Usable.class, choice(NUMBER));
    }

    @Test
    void whatIsDecidedIsTheNumberThatStoodOnTheScreen() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        assertInstanceOf(SignalDecided.NoNumberYet.class, accept(bob, KEY));
        saw(bob, KEY);
        saw(bob, OTHER);
        assertInstanceOf(SignalDecided.OtherNumberNow.class, accept(bob, KEY));
        assertEquals(SignalTrust.UNKNOWN, trust(bob));
    }

    @Test
    void anotherSafetyNumberStopsSendingUntilAPersonDecides() throws VaultException {
        SignalIdentityId bob = accepted();
        assertEquals(SignalSeen.CHANGED, saw(bob, OTHER));
        assertEquals(SignalTrust.CHANGED, trust(bob));
        assertEquals(SignalChoice.Why.CHANGED, why(BOB));
        assertInstanceOf(SignalDecided.OtherNumberNow.class, accept(bob, KEY));
        assertEquals(SignalTrust.ACCEPTED, done(accept(bob, OTHER)).trust());
        assertInstanceOf(SignalChoice.Usable.class, choice(BOB));
    }

    @Test
    void otherDigitsOfTheSameKeyAreNoChange() throws VaultException {
        SignalIdentityId bob = accepted();
        SafetyNumber ofAnotherAccount = new SafetyNumber(KEY.identityKey(), "99999 ".repeat(12).strip());
        assertEquals(SignalSeen.SAME, saw(bob, ofAnotherAccount));
        assertEquals(SignalTrust.ACCEPTED, trust(bob));
    }

    @Test
    void aReportedChangeStopsSendingThoughTheListStillShowsTheOldNumber() throws VaultException {
        SignalIdentityId bob = accepted();
        assertTrue(report(bob, NOW.plusSeconds(1)));
        assertFalse(report(bob, NOW.plusSeconds(2)), "told once");
        assertEquals(SignalTrust.CHANGED, trust(bob));
        assertInstanceOf(SignalDecided.NoNumberYet.class, accept(bob, KEY), "seen before the report");
        see(bob, KEY, NOW.plusSeconds(3));
        assertEquals(SignalTrust.CHANGED, trust(bob));
        assertEquals(SignalTrust.ACCEPTED, done(accept(bob, KEY)).trust());
        assertTrue(report(bob, NOW.plusSeconds(9)), "the next one is news again");
    }

    @Test
    void theNumberOfATrustedPersonInOtherHandsCarriesNothingOver() throws VaultException {
        SignalIdentityId bob = accepted();
        ContactId contact = contact("Bob");
        run(tx -> signal.link(tx, bob, contact));
        SignalIdentityId mallory = met(MALLORY, NUMBER);
        assertNotEquals(bob, mallory);
        assertEquals(SignalTrust.UNKNOWN, trust(mallory));
        assertEquals(Optional.empty(), find(mallory).contact());
        assertEquals(SignalChoice.Why.NOT_MET, why(NUMBER));
        assertEquals(Optional.empty(), find(bob).number());
        assertInstanceOf(SignalChoice.Usable.class, choice(BOB), "who she is has not changed");
    }

    @Test
    void aNumberThatWasTypedBecomesTheAccountThatTurnsOutToHaveIt() throws VaultException {
        SignalIdentityId typed = met(Optional.empty(), Optional.of(NUMBER)).id();
        ContactId contact = contact("Bob");
        run(tx -> signal.link(tx, typed, contact));
        assertEquals(typed, met(BOB, NUMBER));
        assertEquals(Optional.of(contact), find(typed).contact());
    }

    @Test
    void anAccountKnownApartFromItsNumberTakesWhatWasSaidOfTheNumber() throws VaultException {
        SignalIdentityId typed = met(Optional.empty(), Optional.of(NUMBER)).id();
        run(tx -> signal.link(tx, typed, contact(tx, "Bob")));
        SignalIdentityId bob = met(Optional.of(BOB), Optional.empty()).id();
        SignalIdentities.Met met = met(Optional.of(BOB), Optional.of(NUMBER));
        assertEquals(new SignalIdentities.Met(bob, Optional.of(typed)), met);
        assertTrue(find(bob).contact().isPresent());
        assertEquals(Optional.empty(), office.temp.vault().read(tx -> signal.find(tx, typed)));
    }

    @Test
    void theFirstNumberIsTakenWhereAPersonSaidSoBeforehandAndNoneAfterIt() throws VaultException {
        SignalIdentityId bob = met(Optional.empty(), Optional.of(NUMBER)).id();
        assertEquals(SignalTrust.ACCEPTED, done(acceptFirst(bob)).trust());
        assertInstanceOf(SignalChoice.Usable.class, choice(NUMBER));
        assertEquals(bob, met(BOB, NUMBER));
        assertEquals(SignalSeen.FIRST_TAKEN, saw(bob, KEY));
        assertEquals(SignalTrust.ACCEPTED, trust(bob));
        assertEquals(SignalSeen.CHANGED, saw(bob, OTHER));
        assertEquals(SignalTrust.CHANGED, trust(bob));
    }

    @Test
    void theFirstOfSomebodyAlreadyMetCantBeTakenUnseen() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        saw(bob, KEY);
        assertInstanceOf(SignalDecided.OtherNumberNow.class, acceptFirst(bob));
        assertEquals(SignalTrust.UNKNOWN, trust(bob));
    }

    @Test
    void theSettingForFirstUseTakesTheFirstAndNoOther() throws VaultException {
        run(tx -> office.settings.set(tx, Setting.ACCEPT_FIRST_KEY, "yes"));
        SignalIdentityId bob = met(BOB, NUMBER);
        assertEquals(SignalSeen.FIRST_TAKEN, saw(bob, KEY));
        assertEquals(SignalTrust.ACCEPTED, trust(bob));
        assertEquals(Optional.empty(), find(bob).by());
        assertEquals(SignalSeen.CHANGED, saw(bob, OTHER));
        SignalIdentityId mallory = met(MALLORY, NUMBER);
        report(mallory, NOW);
        assertEquals(SignalSeen.FIRST, saw(mallory, OTHER), "not after a change was reported");
    }

    @Test
    void distrustIsAboutThePersonAndOnlyComparingLiftsIt() throws VaultException {
        SignalIdentityId bob = accepted();
        done(office.temp.vault().write(tx -> signal.distrust(tx, bob, "not her", office.alice, NOW)));
        saw(bob, OTHER);
        assertEquals(SignalTrust.DISTRUSTED, trust(bob));
        assertInstanceOf(SignalDecided.Distrusted.class, accept(bob, OTHER));
        assertInstanceOf(SignalDecided.Distrusted.class, acceptFirst(bob));
        assertEquals(SignalTrust.VERIFIED, done(verify(bob, OTHER)).trust());
        saw(bob, KEY);
        assertEquals(SignalTrust.CHANGED, trust(bob), "what was decided before the distrust is gone");
    }

    @Test
    void theDistrustOfSomebodyUnseenDoesNotTurnIntoAcceptance() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        done(office.temp.vault().write(tx -> signal.distrust(tx, bob, "spam", office.alice, NOW)));
        run(tx -> office.settings.set(tx, Setting.ACCEPT_FIRST_KEY, "yes"));
        assertEquals(SignalSeen.FIRST, saw(bob, KEY));
        assertEquals(SignalTrust.DISTRUSTED, trust(bob));
    }

    @Test
    void wordsAreBelievedByTheKeyByWhichTheyCame() throws VaultException {
        SignalIdentityId bob = accepted();
        saw(bob, OTHER);
        assertEquals(SignalTrust.ACCEPTED, in(bob, KEY));
        assertEquals(SignalTrust.CHANGED, in(bob, OTHER));
        done(verify(bob, OTHER));
        assertEquals(SignalTrust.ACCEPTED, in(bob, KEY));
        assertEquals(SignalTrust.VERIFIED, in(bob, OTHER));
        assertEquals(SignalTrust.UNKNOWN, office.temp.vault().read(tx -> signal.trustIn(tx, bob, Optional.empty())),
                "nothing was seen since it came");
    }

    @Test
    void whatWaitedInTheOutboxGoesToTheVeryPersonAndKeyOrNowhere() throws VaultException {
        SignalIdentityId bob = accepted();
        Optional<String> key = Optional.of(KEY.identityKey());
        assertInstanceOf(SignalChoice.Usable.class, recheck(bob, key));
        saw(bob, OTHER);
        done(accept(bob, OTHER));
        assertInstanceOf(SignalChoice.Unusable.class, recheck(bob, key));
        met(MALLORY, NUMBER);
        assertInstanceOf(SignalChoice.Unusable.class, recheck(bob, Optional.empty()));
    }

    @Test
    void mergingContactsMovesTheirIdentities() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        ContactId byMail = contact("Bob");
        ContactChange.Done bySignal = (ContactChange.Done) office.temp.vault()
                .write(tx -> office.contacts.addOnSignal(tx, "Bob (Signal)", bob));
        assertEquals(List.of(), bySignal.contact().addresses());
        run(tx -> office.contacts.merge(tx, byMail, bySignal.contact().id()));
        assertEquals(List.of(bob), office.temp.vault().read(tx -> signal.ofContact(tx, byMail)).stream()
                .map(SignalIdentity::id).toList());
    }

    @Test
    void aClaimedNameStaysShortAndWhole() throws VaultException {
        SignalIdentityId bob = office.temp.vault().write(tx -> signal.met(tx, Optional.of(BOB), Optional.empty(),
                "\ud83d\ude00".repeat(5000), NOW)).id();
        String kept = find(bob).profileName();
        assertTrue(kept.length() <= 100 && kept.codePoints().allMatch(c -> c == 0x1f600), kept);
    }

    private SignalIdentityId accepted() throws VaultException {
        SignalIdentityId bob = met(BOB, NUMBER);
        saw(bob, KEY);
        done(accept(bob, KEY));
        return bob;
    }

    private SignalIdentityId met(SignalRecipient.Aci aci, SignalRecipient.PhoneNumber number) throws VaultException {
        return met(Optional.of(aci), Optional.of(number)).id();
    }

    private SignalIdentities.Met met(Optional<SignalRecipient.Aci> aci, Optional<SignalRecipient.PhoneNumber> number)
            throws VaultException {
        return office.temp.vault().write(tx -> signal.met(tx, aci, number, "Bob", NOW));
    }

    private SignalSeen saw(SignalIdentityId id, SafetyNumber number) throws VaultException {
        return see(id, number, NOW);
    }

    private SignalSeen see(SignalIdentityId id, SafetyNumber number, Instant when) throws VaultException {
        return office.temp.vault().write(tx -> signal.saw(tx, id, number, when));
    }

    private boolean report(SignalIdentityId id, Instant when) throws VaultException {
        return Boolean.TRUE.equals(office.temp.vault().write(tx -> signal.reportChanged(tx, id, when)));
    }

    private SignalDecided accept(SignalIdentityId id, SafetyNumber number) throws VaultException {
        return office.temp.vault().write(tx -> signal.accept(tx, id, number, office.alice, NOW));
    }

    private SignalDecided acceptFirst(SignalIdentityId id) throws VaultException {
        return office.temp.vault().write(tx -> signal.acceptFirst(tx, id, office.alice, NOW));
    }

    private SignalDecided verify(SignalIdentityId id, SafetyNumber number) throws VaultException {
        return office.temp.vault().write(tx -> signal.verify(tx, id, number, "face to face", office.alice, NOW));
    }

    private static SignalIdentity done(SignalDecided decided) {
        return assertInstanceOf(SignalDecided.Done.class, decided).now();
    }

    private SignalIdentity find(SignalIdentityId id) throws VaultException {
        return office.temp.vault().read(tx -> signal.find(tx, id)).orElseThrow();
    }

    private SignalTrust trust(SignalIdentityId id) throws VaultException {
        return find(id).trust();
    }

    private SignalTrust in(SignalIdentityId id, SafetyNumber number) throws VaultException {
        return office.temp.vault().read(tx -> signal.trustIn(tx, id, Optional.of(number.identityKey())));
    }

    private SignalChoice choice(SignalRecipient who) throws VaultException {
        return office.temp.vault().read(tx -> signal.choose(tx, who));
    }

    private SignalChoice recheck(SignalIdentityId then, Optional<String> key) throws VaultException {
        return office.temp.vault().read(tx -> signal.recheck(tx, NUMBER, then, key));
    }

    private SignalChoice.Why why(SignalRecipient who) throws VaultException {
        return assertInstanceOf(SignalChoice.Unusable.class, choice(who)).why();
    }

    private ContactId contact(String name) throws VaultException {
        return office.temp.vault().write(tx -> contact(tx, name));
    }

    private ContactId contact(guichet.keystore.vault.Tx tx, String name) throws VaultException {
        return ((ContactChange.Done) office.contacts.add(tx, name,
                List.of(new Address(name.toLowerCase(java.util.Locale.ROOT) + "@example.org")))).contact().id();
    }

    private void run(Act act) throws VaultException {
        office.temp.vault().write(tx -> {
            act.run(tx);
            return 0;
        });
    }

    private interface Act {
        void run(guichet.keystore.vault.Tx tx) throws VaultException;
    }

    private static SafetyNumber key(char digit) {
        return new SafetyNumber("05" + String.valueOf(digit).repeat(64),
                (String.valueOf(digit).repeat(5) + " ").repeat(12).strip());
    }
}
