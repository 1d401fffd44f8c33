package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import guichet.crypto.Certificate;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.VaultException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikeAddressTest {
    /// In turn: the Kelvin sign, a Cyrillic i, an accent set apart, a dotless i, a dotted capital, a full-width k, a
    /// Cyrillic letter in the domain, and somebody else's domain behind ours.
    @ParameterizedTest
    @ValueSource(strings = {"\u212Aiki@example.org", "k\u0456ki@example.org", "kiki\u0301@example.org",
            "k\u0131ki@example.org", "K\u0130KI@example.org", "\uFF4Biki@example.org", "kiki@ex\u0430mple.org",
            "kiki@example.org.evil.example"})
    void whatOnlyLooksTheSameIsAnotherAddress(String lookalike) throws VaultException {
        Certificate kiki = Keysmith.certificate("Kiki <kiki@example.org>");
        try (Office office = Office.open()) {
            office.imports(kiki);
            office.accepts(kiki);

            assertNotEquals(new Address("kiki@example.org"), new Address(lookalike));
            assertEquals(Optional.of(Why.NO_KEY), office.refusal(lookalike));
            office.hears(Keysmith.certificate("Nobody in particular"), lookalike);
            assertEquals(Optional.of(kiki.fingerprint()), office.keyFor("kiki@example.org"));
        }
    }
}
