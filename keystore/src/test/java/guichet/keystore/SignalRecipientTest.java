package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalRecipientTest {
    @ParameterizedTest
    @CsvSource({"signal:+33612345678, signal:+33612345678", "SIGNAL:+33 6 12.34-56 78, signal:+33612345678",
            "signal:aci:0C5D6B8E-1F4A-4B57-9C1E-000000000001, signal:aci:0c5d6b8e-1f4a-4b57-9c1e-000000000001",
            "signal:Bob_7.042, signal:bob_7.042",
            "signal:group:Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI=, signal:group:Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI=",
            "signal:group:Pmpi-EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI=, signal:group:Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI="})
    void readsWhatPeopleTypeAndWritesItInOneForm(String typed, String text) {
        SignalRecipient read = SignalRecipient.parse(typed).orElseThrow();
        assertEquals(text, read.text());
        assertEquals(Optional.of(read), SignalRecipient.parse(read.text()));
        assertEquals(Optional.of(read), SignalRecipient.parseBare(read.bare()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "signal:", "bob@example.org", "+33612345678", "signal:0612345678", "signal:+0612345678",
            "signal:+33", "signal:+3361234567890123", "signal:+33612\n345678", "signal:+３３６１２３４５６７８",
            "signal:aci:00000000-0000-0000-0000-000000000000", "signal:aci:1-1-1-1-1", "signal:bob", "signal:bob.1",
            "signal:7bob.01", "signal:bob.01 --attachment", "signal:group:AAAA", "signal:group:../../etc/passwd",
            "signal:group:Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwJ=", "signal:bob.01\u0000", "signal:ﬀob.01",
            "signal:-a.01"})
    void readsNothingElse(String typed) {
        assertEquals(Optional.empty(), SignalRecipient.parse(typed));
    }

    @Test
    void noneIsMadeAroundTheParser() {
        assertThrows(IllegalArgumentException.class, () -> new SignalRecipient.PhoneNumber("+33 6 12 34 56 78"));
        assertThrows(IllegalArgumentException.class, () -> new SignalRecipient.Username("Bob.01"));
        assertThrows(IllegalArgumentException.class, () -> new SignalRecipient.Group("x"));
    }

    @Test
    void aSafetyNumberIsReadAsSignalCliWritesIt() {
        String key = "05 " + "a1 ".repeat(32).strip();
        SafetyNumber read = SafetyNumber.parse(key, "12345 ".repeat(12).strip()).orElseThrow();
        assertEquals("05" + "a1".repeat(32), read.identityKey());
        assertEquals("12345 ".repeat(12).strip(), read.digits());
        assertEquals("", SafetyNumber.parse(key, "12345").orElseThrow().digits());
        assertEquals(Optional.empty(), SafetyNumber.parse("05", "12345 ".repeat(12)));
        assertEquals(Optional.empty(), SafetyNumber.parse("", ""));
    }
}
