package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"bob@example.org", "b.o+b@sub.example.org", "o'brien@example.org", "zoé@example.org",
            "x@localhost", "a=b/c!#$%&*?^_`{|}~@example.org", "1@2.example", "dot..dot.@example.org"})
    void takesWhatMailTakes(String address) {
        assertEquals(address, new Address(address).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "bob", "bob@", "@example.org", "a b@example.org", "bob@exam ple.org",
            "bob@example..org", "bob@.example.org", "bob@example.org.", "bob@-example.org", "bob@example-.org",
            "bob@ex_ample.org", "bob@[127.0.0.1]", "\"bob\"@example.org", "<bob@example.org>", "Bob <bob@example.org>",
            "bob@example.org, mallory@example.org", "bob@example.org\r\nBcc: mallory@example.org",
            "bob\r\n@example.org", "bob\u0000@example.org", "bob\u0007@example.org", "bob\u001b[2J@example.org",
            "bob\u0085@example.org", "bob\u202e@example.org", "bob\u200b@example.org", "bob\u00a0x@example.org",
            "bob@mallory@example.org", "bob;@example.org", "bob:@example.org", "(bob)@example.org",
            "bob,x@example.org", "bob\\@example.org", "bob@example.org\u0000", "bob@exam\u202eple.org",
            "\ud800@example.org"})
    void refusesWhatIsNoBareAddress(String typed) {
        assertEquals(Optional.empty(), Address.parse(typed));
        assertThrows(IllegalArgumentException.class, () -> new Address(typed));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertEquals(Optional.empty(), Address.parse("x".repeat(65) + "@example.org"));
        assertEquals(Optional.empty(), Address.parse("é".repeat(33) + "@example.org"));
        assertEquals(Optional.empty(), Address.parse("x@" + "y".repeat(64) + ".org"));
        assertEquals(Optional.empty(), Address.parse("x@" + "y.".repeat(126) + "org"));
        assertEquals(Optional.empty(), Address.parse("x@" + "y".repeat(10_000_000)));
        assertEquals(Optional.empty(), Address.parse("@".repeat(1_000_000)));
    }

    @Test
    void sameAddressesInOtherCaseAreEqual() {
        Address typed = new Address("Bob.B@EXAMPLE.org");
        assertEquals("Bob.B@example.org", typed.value());
        assertEquals("bob.b@example.org", typed.key());
        assertEquals(new Address("bob.b@example.org"), typed);
        assertEquals(new Address("bob.b@example.org").hashCode(), typed.hashCode());
        assertNotEquals(new Address("bob@example.org"), typed);
    }

    /// UTS 46 and RFC 5891: bücher is the usual example of its A-label.
    @Test
    void writesInternationalDomainsInAscii() {
        assertEquals("bob@xn--bcher-kva.example", new Address("bob@Bücher.example").value());
        assertEquals("xn--bcher-kva.example", new Address("bob@bücher.example").domain());
    }

    @Test
    void whitespaceAroundWhatIsTypedDoesNotCount() {
        assertEquals(Optional.of(new Address("bob@example.org")), Address.parse("  bob@example.org\n"));
        assertThrows(IllegalArgumentException.class, () -> new Address(" bob@example.org"));
    }

    @Test
    void anExceptionQuotesNobody() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Address("bob@ex_ample.org"));
        assertFalse(String.valueOf(e.getMessage()).contains("bob"));
        assertFalse(String.valueOf(e.getMessage()).contains("ample"));
    }
}
