package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.Imported.News;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys whose secret part is in the vault stand apart from those of others.
class OwnKeysTest {
    private static final String ALICE = Cast.alice().address();
    private static final Certificate OURS = Cast.alice().certificate();
    private static final Certificate FALSE = Keysmith.certificate("Alice, they say <" + ALICE + ">");

    private Office office;

    @BeforeEach
    void openOffice() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    private Imported imports(Certificate certificate) throws VaultException {
        return office.temp.vault()
                .write(tx -> office.keyring.importCertificate(tx, certificate, KeySource.FILE, Cast.NOW));
    }

    @Test
    void aColleagueIsWrittenToByTheKeyThatIsHere() throws VaultException {
        assertEquals(Optional.of(OURS.fingerprint()), office.keyFor(ALICE));
        assertEquals(Trust.VERIFIED, office.known(OURS).trust());
        assertEquals(List.of(), office.temp.vault().read(office.keyring::list));
    }

    @Test
    void ourOwnCertificateFromOutsideIsNoNewKey() throws VaultException {
        assertEquals(News.NONE, assertInstanceOf(Imported.Ours.class, imports(OURS)).news());
        assertEquals(List.of(), office.temp.vault().read(office.keyring::list));
    }

    @Test
    void aRevocationOfOurOwnKeyIsHonoured() throws VaultException, CryptoException {
        Certificate revoked = Cast.alice().key().revoked(Cast.NOW, RevocationReason.COMPROMISED);

        assertEquals(News.UPDATED, assertInstanceOf(Imported.Ours.class, imports(revoked)).news());
        assertEquals(Optional.of(Why.REVOKED), office.refusal(ALICE));
    }

    @Test
    void aRevocationThatCameBeforeTheSecretKeyIsHonoured() throws VaultException, CryptoException {
        SecretKey next = Keysmith.key("Alice, next <" + ALICE + ">");
        office.imports(next.revoked(Cast.NOW, RevocationReason.COMPROMISED));
        office.temp.vault().write(tx -> {
            office.people.storeKey(tx, office.alice, next);
            office.people.useKey(tx, office.alice, next.fingerprint());
            return tx;
        });

        assertEquals(Optional.of(Why.REVOKED), office.refusal(ALICE));
        assertEquals(List.of(), office.temp.vault().read(office.keyring::list));
    }

    @Test
    void nothingIsDecidedAboutOurOwnKeys() throws VaultException {
        assertInstanceOf(Decided.Ours.class, office.accepts(OURS));
        assertInstanceOf(Decided.Ours.class, office.verifies(OURS, "bob@example.org"));
        assertInstanceOf(Decided.Ours.class, office.distrusts(OURS));
        assertEquals(Optional.of(OURS.fingerprint()), office.keyFor(ALICE));
    }

    @Test
    void aFalseKeyForOurAddressAlarmsAndIsNeverUsed() throws VaultException {
        assertEquals(1, office.imports(FALSE).raised().size());
        assertEquals(Optional.of(OURS.fingerprint()), office.keyFor(ALICE));

        office.accepts(FALSE);
        assertEquals(List.of(), office.alarms());
        assertEquals(Optional.of(OURS.fingerprint()), office.keyFor(ALICE));
    }
}
