package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstUseTest {
    private static final String BOB = "bob@example.org";
    private static final Certificate KEY = Keysmith.certificate("Bob <bob@example.org>");
    private static final Certificate OTHER = Keysmith.certificate("Bob, again <bob@example.org>");

    private Office office;

    @BeforeEach
    void openOfficeThatAcceptsOnFirstUse() throws VaultException {
        office = Office.open();
        office.temp.vault().write(tx -> office.settings.set(tx, Setting.ACCEPT_FIRST_KEY, "yes"));
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    @Test
    void theFirstKeyOfAFileIsAcceptedByNobody() throws VaultException {
        var imported = office.imports(KEY);

        assertEquals(Trust.ACCEPTED, imported.key().trust());
        assertEquals(Optional.empty(), imported.key().by());
        assertEquals(Optional.of(Cast.NOW), imported.key().when());
        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILE")
    void whatAMailBringsIsNot(KeySource source) throws VaultException {
        office.imports(KEY, source);

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }

    @Test
    void theSecondKeyAlarmsAsAlways() throws VaultException {
        office.imports(KEY);
        office.imports(OTHER);

        assertEquals(Optional.of(Why.KEY_CHANGED), office.refusal(BOB));
    }

    @Test
    void whereAMailBroughtAnotherKeyBeforeNothingIsFirst() throws VaultException {
        office.imports(OTHER, KeySource.AUTOCRYPT);
        office.imports(KEY);

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }

    @Test
    void theSameKeyThatAMailBroughtBeforeIsStillTheFirst() throws VaultException {
        office.imports(KEY, KeySource.AUTOCRYPT);
        office.imports(KEY);

        assertEquals(Optional.of(KEY.fingerprint()), office.keyFor(BOB));
    }

    @Test
    void aKeyWithSeveralAddressesWaitsForAPerson() throws VaultException {
        office.imports(Keysmith.certificate("Mallory & Bob <mallory@example.net>", "Bob <bob@example.org>"));

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal("mallory@example.net"));
    }

    @Test
    void aDistrustedKeyDoesNotComeBackByIt() throws VaultException {
        office.imports(KEY);
        office.distrusts(KEY);
        office.imports(KEY);

        assertEquals(Optional.of(Why.DISTRUSTED), office.refusal(BOB));
    }

    @Test
    void aDistrustedCandidateIsNotAcceptedBehindTheDistrust() throws VaultException {
        office.imports(KEY, KeySource.ATTACHED);
        office.distrusts(KEY);
        office.imports(KEY);
        office.verifies(KEY, "bob@work.example");

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }

    @Test
    void offIsTheDefault() throws VaultException {
        office.temp.vault().write(tx -> {
            office.settings.reset(tx, Setting.ACCEPT_FIRST_KEY);
            return tx;
        });
        office.imports(KEY);

        assertEquals(Optional.of(Why.NOT_ACCEPTED), office.refusal(BOB));
    }
}
