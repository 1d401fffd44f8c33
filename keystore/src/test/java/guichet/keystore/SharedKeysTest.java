package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.RevocationReason;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.SlotSet;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The key of an address that Alice and Amélie share.
class SharedKeysTest {
    private static final Address CONTACT = new Address("Contact@Guichet.Example");
    private static final String ID = "Guichet <contact@guichet.example>";
    private static final Instant NEXT_YEAR = Cast.NOW.plus(Extension.USUAL);

    private final SecretKey key = Keysmith.key(ID);
    private Office office;
    private PersonId amelie = new PersonId(1);

    @BeforeEach
    void twoShareAnAddress() throws VaultException {
        office = Office.open();
        Cast.Member member = Cast.amelie();
        PersonId[] id = new PersonId[1];
        try (Secret passphrase = Secret.of("second horse".toCharArray())) {
            assertInstanceOf(SlotSet.Done.class,
                    office.temp.vault().addSlot(new NewPassphrase(passphrase, TempVault.CHEAP),
                            (tx, slot) -> id[0] = office.people.add(tx,
                                    new NewPerson(member.name(), new Address(member.address()), member.key()), slot)));
        }
        amelie = id[0];
        write(tx -> office.people.storeKey(tx, office.alice, key));
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    @Test
    void everybodySignsWithItAsThatAddressAndWithTheirOwnAsAnyOther() throws VaultException {
        assertEquals(Cast.amelie().key().fingerprint(), signsWith(amelie, CONTACT));
        share(key.fingerprint());

        assertEquals(key.fingerprint(), signsWith(amelie, CONTACT));
        assertEquals(key.fingerprint(), signsWith(office.alice, new Address("contact@guichet.example")));
        assertEquals(Cast.amelie().key().fingerprint(), signsWith(amelie, new Address(Cast.amelie().address())));
    }

    @Test
    void itIsEncryptedToForThatAddressAndBelievedForItAlone() throws VaultException {
        assertEquals(Optional.of(Why.NO_KEY), office.refusal(CONTACT.value()));
        share(key.fingerprint());

        assertEquals(Optional.of(key.fingerprint()), office.keyFor(CONTACT.value()));
        KnownKey known = office.known(key.certificate());
        assertEquals(Trust.VERIFIED, known.trust());
        assertTrue(known.isFor(CONTACT));
        assertFalse(known.isFor(new Address(Cast.alice().address())), "Alice made it, and is not it");
        assertFalse(known.isFor(new Address(Cast.amelie().address())));
        assertEquals(Optional.of(Cast.alice().key().fingerprint()), office.keyFor(Cast.alice().address()));
    }

    @Test
    void aStrangersKeyForTheSharedAddressAlarmsAndIsNotUsed() throws VaultException {
        share(key.fingerprint());
        Certificate stranger = Keysmith.certificate("Guichet, they say <contact@guichet.example>");
        office.imports(stranger);

        assertEquals(1, office.alarms().size());
        assertEquals(key.fingerprint(), office.alarms().getFirst().settled().fingerprint());
        office.accepts(stranger, CONTACT.value());
        assertEquals(Optional.of(key.fingerprint()), office.keyFor(CONTACT.value()));
    }

    @Test
    void whatTheOneBeforeSignedStaysItsAndNothingIsEncryptedToItAnyMore() throws VaultException {
        share(key.fingerprint());
        SecretKey next = Keysmith.key("Guichet 2 <contact@guichet.example>");
        write(tx -> office.people.storeKey(tx, amelie, next));
        share(next.fingerprint());

        assertEquals(Optional.of(next.fingerprint()), office.keyFor(CONTACT.value()));
        assertEquals(List.of(new SharedKey(CONTACT, next.fingerprint())),
                office.temp.vault().read(office.people::sharedKeys));
        assertTrue(office.known(key.certificate()).isFor(CONTACT));
    }

    @Test
    void anybodyExtendsItAndNobodyAColleaguesOwn() throws VaultException {
        assertInstanceOf(Extension.NotTheirs.class, extend(amelie, key.fingerprint()));
        share(key.fingerprint());

        Certificate extended = assertInstanceOf(Extension.Done.class, extend(amelie, key.fingerprint()))
                .certificate();
        assertEquals(Optional.of(NEXT_YEAR), extended.encryptionEnds());
        assertEquals(extended, office.known(key.certificate()).certificate());
        assertInstanceOf(Extension.NotTheirs.class, extend(amelie, Cast.alice().key().fingerprint()));
        stopSharing();
        assertInstanceOf(Extension.NotTheirs.class, extend(amelie, key.fingerprint()));
    }

    @Test
    void itsEndIsToldOnceWithTheAddress() throws VaultException {
        share(key.fingerprint());
        Instant soon = Cast.NOW.plus(Duration.ofDays(3));
        assertEquals(List.of(), expiring());
        write(tx -> office.people.extendKey(tx, amelie, key.fingerprint(), soon, Cast.NOW));

        Expiring.Shared told = assertInstanceOf(Expiring.Shared.class, expiring().getFirst());
        assertEquals(1, expiring().size());
        assertEquals(CONTACT, told.address());
        assertEquals(soon, told.end());
        stopSharing();
        assertEquals(List.of(), expiring());
    }

    @Test
    void itStaysWhenWhoMadeItLeaves() throws VaultException {
        write(tx -> office.people.storeKey(tx, amelie, Keysmith.key("Guichet 3 <contact@guichet.example>")));
        Fingerprint hers = Keysmith.key("Guichet 3 <contact@guichet.example>").fingerprint();
        share(hers);
        SlotId slot = office.temp.vault().read(tx -> office.people.slot(tx, amelie)).orElseThrow();
        office.temp.vault().rekeyWithout(slot, _ -> 0);

        assertEquals(hers, signsWith(office.alice, CONTACT));
        assertEquals(Optional.of(hers), office.keyFor(CONTACT.value()));
        assertInstanceOf(Extension.Done.class, extend(office.alice, hers));
    }

    @Test
    void oneThatWasRevokedElsewhereIsNotEncryptedTo() throws Exception {
        share(key.fingerprint());
        Certificate revoked = key.revoked(Cast.NOW, RevocationReason.COMPROMISED);
        office.temp.vault().write(tx -> office.keyring.importCertificate(tx, revoked, KeySource.FILE, Cast.NOW));

        assertEquals(Optional.of(Why.REVOKED), office.refusal(CONTACT.value()));
        assertInstanceOf(Extension.Revoked.class, extend(amelie, key.fingerprint()));
    }

    @Test
    void onlyAKeyOfThisVaultIsShared() {
        Fingerprint strangers = Keysmith.key("Somebody <contact@guichet.example>").fingerprint();
        VaultException refused = assertThrows(VaultException.class, () -> share(strangers));
        assertEquals(VaultException.Kind.CONFLICT, refused.kind());
    }

    @Test
    void theSecretOfASharedKeyThatTwoHaveIsOneKey() throws VaultException {
        VaultException refused = assertThrows(VaultException.class,
                () -> write(tx -> office.people.storeKey(tx, amelie, key)));
        assertEquals(VaultException.Kind.CONFLICT, refused.kind());
        share(key.fingerprint());
        write(tx -> office.people.storeKey(tx, amelie, key));
        assertEquals(key.fingerprint(), signsWith(amelie, CONTACT));
    }

    private interface Act {
        void in(Tx tx) throws VaultException;
    }

    private void write(Act act) throws VaultException {
        office.temp.vault().write(tx -> {
            act.in(tx);
            return tx;
        });
    }

    private void share(Fingerprint shared) throws VaultException {
        write(tx -> office.people.shareKey(tx, new SharedKey(CONTACT, shared)));
    }

    private void stopSharing() throws VaultException {
        boolean stopped = office.temp.vault().write(tx -> office.people.unshareKey(tx, CONTACT));
        assertTrue(stopped);
    }

    private Fingerprint signsWith(PersonId person, Address from) throws VaultException {
        try (SecretKey signing = office.temp.vault().read(tx -> office.people.key(tx, person, from))) {
            return signing.fingerprint();
        }
    }

    private Extension extend(PersonId by, Fingerprint which) throws VaultException {
        return office.temp.vault().write(tx -> office.people.extendKey(tx, by, which, NEXT_YEAR, Cast.NOW));
    }

    private List<Expiring> expiring() throws VaultException {
        return office.temp.vault()
                .read(tx -> office.keyring.expiringBefore(tx, Cast.NOW.plus(Duration.ofDays(30))));
    }
}
