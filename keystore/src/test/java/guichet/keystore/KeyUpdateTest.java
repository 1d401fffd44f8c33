package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.keystore.Imported.News;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyUpdateTest {
    private static final String BOB = "bob@example.org";
    private static final Instant IN_A_MONTH = Cast.NOW.plus(Duration.ofDays(30));

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
    void theSameAgainIsNoNews() throws VaultException {
        Certificate key = Keysmith.certificate("Bob <bob@example.org>");
        office.imports(key);

        assertEquals(News.NONE, office.imports(key, KeySource.ATTACHED).news());
    }

    @Test
    void aRevocationIsHonouredHoweverItComes() throws VaultException, CryptoException {
        SecretKey bob = Keysmith.key("Bob <bob@example.org>");
        office.imports(bob.certificate());
        office.verifies(bob.certificate());

        var imported = office.imports(bob.revoked(Cast.NOW, RevocationReason.SUPERSEDED), KeySource.AUTOCRYPT);
        assertEquals(News.UPDATED, imported.news());
        assertEquals(Optional.of(Why.REVOKED), office.refusal(BOB));
    }

    @Test
    void aRevokedKeyComesNotBackByACopyWithoutTheRevocation() throws VaultException, CryptoException {
        SecretKey bob = Keysmith.key("Bob <bob@example.org>");
        office.imports(bob.certificate());
        office.accepts(bob.certificate());
        office.imports(bob.revoked(Cast.NOW, RevocationReason.RETIRED));

        assertEquals(News.NONE, office.imports(bob.certificate()).news());
        office.accepts(bob.certificate());
        office.verifies(bob.certificate());
        assertEquals(Optional.of(Why.REVOKED), office.refusal(BOB));
    }

    @Test
    void anOlderCopyDoesNotUndoANewerExpiry() throws VaultException, CryptoException {
        SecretKey bob = Keysmith.key("Bob <bob@example.org>");
        Certificate ending = bob.extendedTo(Cast.NOW.minusSeconds(60), Keysmith.MADE.plus(Duration.ofDays(1)))
                .certificate();
        office.imports(ending);
        office.accepts(ending);
        assertEquals(Optional.of(Why.EXPIRED), office.refusal(BOB));

        office.imports(bob.certificate());
        assertEquals(Optional.of(Why.EXPIRED), office.refusal(BOB));
        assertEquals(ending.expires(), office.known(ending).certificate().expires());
    }

    @Test
    void aKeyEndsAtItsExpiryAndNotBefore() throws VaultException {
        Certificate key = SecretKey.generate("Zoe <zoe@example.org>", Keysmith.MADE, IN_A_MONTH).certificate();
        office.imports(key);
        office.accepts(key);

        assertInstanceOf(KeyChoice.Usable.class, office.choice("zoe@example.org", IN_A_MONTH.minusSeconds(1)));
        var after = assertInstanceOf(KeyChoice.Unusable.class, office.choice("zoe@example.org", IN_A_MONTH));
        assertEquals(Why.EXPIRED, after.why());
    }

    @Test
    void anExtensionMakesAnAcceptedKeyUsableAgainWithoutAnotherAct() throws VaultException, CryptoException {
        SecretKey zoe = SecretKey.generate("Zoe <zoe@example.org>", Keysmith.MADE, Cast.NOW.minusSeconds(60));
        office.imports(zoe.certificate());
        office.accepts(zoe.certificate());
        assertEquals(Optional.of(Why.EXPIRED), office.refusal("zoe@example.org"));

        office.imports(zoe.extendedTo(IN_A_MONTH, Cast.NOW.minusSeconds(30)).certificate(), KeySource.ATTACHED);
        assertEquals(Optional.of(zoe.fingerprint()), office.keyFor("zoe@example.org"));
    }

    @Test
    void theCastIsRefusedEachForTheirReason() throws VaultException {
        for (Cast.Member member : List.of(Cast.carolExpired(), Cast.daveRevoked(), Cast.erinWeakRsa1024())) {
            office.imports(member.certificate());
        }
        var reasons = List.of(office.refusal(Cast.carolExpired().address()),
                office.refusal(Cast.daveRevoked().address()), office.refusal(Cast.erinWeakRsa1024().address()));

        assertEquals(List.of(Optional.of(Why.EXPIRED), Optional.of(Why.REVOKED), Optional.of(Why.WEAK)), reasons);
        for (Cast.Member member : List.of(Cast.carolExpired(), Cast.daveRevoked(), Cast.erinWeakRsa1024())) {
            office.verifies(member.certificate(), member.address());
        }
        assertEquals(reasons, List.of(office.refusal(Cast.carolExpired().address()),
                office.refusal(Cast.daveRevoked().address()), office.refusal(Cast.erinWeakRsa1024().address())));
    }

    @Test
    void aUsableCandidateIsToldBeforeAnExpiredOne() throws VaultException {
        Certificate expired = SecretKey.generate("Zoe <zoe@example.org>", Keysmith.MADE, Cast.NOW.minusSeconds(60))
                .certificate();
        office.imports(Keysmith.certificate("Zoe, now <zoe@example.org>"));
        office.imports(expired);

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal("zoe@example.org"));
    }

    @Test
    void aKeyThatAThiefFilledUpIsStillRevokedByItsOwner() throws VaultException, CryptoException {
        SecretKey stolen = SecretKey.generate("Zoe <zoe@example.org>", Keysmith.MADE);
        Certificate full = Keysmith.withUserIds(stolen, stolen.certificate(), fillers(0));
        Certificate more = Keysmith.withUserIds(stolen, stolen.certificate(), fillers(1));
        assertTrue(full.merge(more).bytes().length > Keyring.LARGEST_CERTIFICATE);
        office.imports(full);
        office.accepts(full);

        assertInstanceOf(Imported.TooLarge.class, importing(more));
        assertEquals(full, office.known(full).certificate());
        assertEquals(Optional.of(stolen.fingerprint()), office.keyFor("zoe@example.org"));

        assertInstanceOf(Imported.Theirs.class,
                importing(more.merge(stolen.revoked(Cast.NOW, RevocationReason.COMPROMISED))));
        assertEquals(Optional.of(Why.REVOKED), office.refusal("zoe@example.org"));
    }

    /// User ids that make half a million bytes, without an address.
    private static List<String> fillers(int series) {
        return IntStream.range(0, 236).mapToObj(n -> series + " " + n + " " + "x".repeat(2_038)).toList();
    }

    private Imported importing(Certificate certificate) throws VaultException {
        return office.temp.vault()
                .write(tx -> office.keyring.importCertificate(tx, certificate, KeySource.FILE, Cast.NOW));
    }
}
