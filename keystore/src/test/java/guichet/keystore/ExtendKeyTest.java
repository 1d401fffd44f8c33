package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtendKeyTest {
    private static final Fingerprint ALICE = Cast.alice().key().fingerprint();
    private static final Instant NEXT_YEAR = Cast.NOW.plus(Extension.USUAL);

    private Office office;

    @BeforeEach
    void open() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void close() throws VaultException {
        office.close();
    }

    @Test
    void theKeyEndsThenForOthersAndForOurselves() throws VaultException {
        Certificate extended = assertInstanceOf(Extension.Done.class, extend(ALICE, NEXT_YEAR)).certificate();

        assertEquals(Optional.of(NEXT_YEAR), extended.encryptionEnds());
        assertEquals(extended, certificate());
        try (SecretKey key = office.temp.vault().read(tx -> office.people.key(tx, office.alice))) {
            assertEquals(extended, key.certificate());
        }
        assertEquals(Optional.of(ALICE), office.keyFor(Cast.alice().address()));
    }

    @Test
    void oneThatHasEndedIsUsableAgain() throws VaultException {
        extend(ALICE, Cast.NOW.plusSeconds(60));
        Instant later = Cast.NOW.plus(Duration.ofDays(3));
        assertEquals(Optional.of(KeyProblem.EXPIRED), certificate().problem(later));

        assertInstanceOf(Extension.Done.class, office.temp.vault()
                .write(tx -> office.people.extendKey(tx, office.alice, ALICE, NEXT_YEAR, later)));
        assertEquals(Optional.empty(), certificate().problem(later));
    }

    @Test
    void aRevokedKeyIsNotExtendedAndNoOlderCopyBringsItBack() throws Exception {
        Certificate revoked = Cast.alice().key().revoked(Cast.NOW.minusSeconds(60), RevocationReason.SUPERSEDED);
        office.temp.vault().write(tx -> {
            office.people.updateCertificate(tx, revoked);
            return tx;
        });

        assertEquals(new Extension.Revoked(), extend(ALICE, NEXT_YEAR));
        SecretKey older = Cast.alice().key().extendedTo(NEXT_YEAR, Cast.NOW);
        office.temp.vault().write(tx -> {
            office.people.storeKey(tx, office.alice, older);
            return tx;
        });
        assertEquals(Optional.of(KeyProblem.REVOKED), certificate().problem(Cast.NOW));
        try (SecretKey key = office.temp.vault().read(tx -> office.people.key(tx, office.alice))) {
            assertEquals(Optional.of(KeyProblem.REVOKED), key.certificate().problem(Cast.NOW),
                    "nor do we sign with it");
        }
    }

    @Test
    void whatCameToBeKnownOfTheKeyIsKept() throws VaultException {
        Certificate more = Keysmith.withUserId(Cast.alice().key(), Cast.alice().certificate(),
                "A. <a@guichet.example>");
        office.temp.vault().write(tx -> office.keyring.importCertificate(tx, more, KeySource.FILE, Cast.NOW));
        extend(ALICE, NEXT_YEAR);

        assertEquals(more.userIds().stream().sorted().toList(), certificate().userIds().stream().sorted().toList());
    }

    @Test
    void onlyOnesOwnKeyIsExtended() throws VaultException {
        office.imports(Cast.bob().certificate());
        assertEquals(new Extension.NotTheirs(), extend(Cast.bob().certificate().fingerprint(), NEXT_YEAR));
        assertEquals(new Extension.NotTheirs(), office.temp.vault()
                .write(tx -> office.people.extendKey(tx, new PersonId(99), ALICE, NEXT_YEAR, Cast.NOW)));
        assertEquals(Optional.empty(), certificate().expires());
    }

    @Test
    void aKeyCanEndNeitherInThePastNorBeyondWhatItCanSay() throws VaultException {
        Instant most = certificate().created().plusSeconds(0xffff_ffffL);
        for (Instant impossible : List.of(Cast.NOW, Cast.NOW.minusSeconds(1), Instant.EPOCH, most.plusSeconds(1),
                Instant.MAX)) {
            assertEquals(new Extension.NotThen(), extend(ALICE, impossible));
        }
        assertEquals(Optional.empty(), certificate().expires());
        assertInstanceOf(Extension.Done.class, extend(ALICE, most));
        assertEquals(Optional.of(most), certificate().expires());
    }

    private Extension extend(Fingerprint key, Instant until) throws VaultException {
        return office.temp.vault().write(tx -> office.people.extendKey(tx, office.alice, key, until, Cast.NOW));
    }

    private Certificate certificate() throws VaultException {
        return office.temp.vault().read(tx -> office.people.certificate(tx, office.alice));
    }
}
