package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiringKeysTest {
    private static final Instant IN_30_DAYS = Cast.NOW.plus(Duration.ofDays(30));

    private Office office;

    @BeforeEach
    void openOffice() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    private static Certificate zoeUntil(Instant end) {
        return SecretKey.generate("Zoe <zoe@example.org>", Keysmith.MADE, end).certificate();
    }

    private List<Expiring> expiring() throws VaultException {
        return office.temp.vault().read(tx -> office.keyring.expiringBefore(tx, IN_30_DAYS));
    }

    @Test
    void keysInUseAreToldInTheOrderInWhichTheyEnd() throws VaultException, CryptoException {
        Instant sooner = Cast.NOW.plus(Duration.ofDays(9));
        Instant later = Cast.NOW.plus(Duration.ofDays(10));
        Certificate zoe = zoeUntil(later);
        office.imports(zoe);
        office.accepts(zoe);
        SecretKey alice = Cast.alice().key().extendedTo(sooner, Cast.NOW);
        office.temp.vault().write(tx -> {
            office.people.storeKey(tx, office.alice, alice);
            return tx;
        });

        assertEquals(List.of(sooner, later), expiring().stream().map(Expiring::end).toList());
        assertEquals(List.of(alice.fingerprint(), zoe.fingerprint()),
                expiring().stream().map(key -> key.certificate().fingerprint()).toList());
    }

    @Test
    void aKeyWhoseEncryptionSubkeyEndsSoonerIsToldByThat() throws VaultException {
        Instant end = Cast.NOW.plus(Duration.ofDays(9));
        SecretKey zoe = Keysmith.key("Zoe, briefly <zoe@example.org>");
        Certificate brief = Keysmith.withSubkeyUntil(zoe, end);
        office.imports(brief);
        office.accepts(brief);

        assertEquals(Optional.empty(), brief.expires());
        assertEquals(List.of(end), expiring().stream().map(Expiring::end).toList());
    }

    @Test
    void oneThatHasEndedIsStillTold() throws VaultException {
        Certificate zoe = zoeUntil(Cast.NOW.minusSeconds(60));
        office.imports(zoe);
        office.accepts(zoe);

        assertEquals(1, expiring().size());
    }

    @Test
    void oneThatLastsLongerIsNot() throws VaultException {
        Certificate zoe = zoeUntil(IN_30_DAYS);
        office.imports(zoe);
        office.accepts(zoe);

        assertEquals(List.of(), expiring());
    }

    @Test
    void candidatesAndDistrustedKeysAreNot() throws VaultException {
        Certificate candidate = zoeUntil(Cast.NOW.plusSeconds(60));
        Certificate distrusted = SecretKey.generate("Yves <yves@example.org>", Keysmith.MADE, Cast.NOW.plusSeconds(60))
                .certificate();
        office.imports(candidate);
        office.imports(distrusted);
        office.accepts(distrusted);
        office.distrusts(distrusted);

        assertEquals(List.of(), expiring());
    }
}
