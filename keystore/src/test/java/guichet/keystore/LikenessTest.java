package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {
    private static final String KNOWN = "martin@clinique-exemple.org";

    @ParameterizedTest
    @ValueSource(strings = {"martin@c1inique-exemple.org", "rnartin@clinique-exemple.org",
            "martin@clinique-exernple.org", "martin@clinique-exemp1e.org", "MARTIN@clinique-exemple.0rg",
            "m\u0430rtin@clinique-exemple.org", "martin@cliniqu\u0435-exemple.org", "martin@clinique-ex\u00e9mple.org",
            "mart\u0456n@clinique-exemple.org", "martin@dinique-exemple.org", "mart\u0131n@clinique-exemple.org",
            "\uff4dartin@clinique-exemple.org"})
    void whatAnEyeConfusesLooksTheSame(String other) {
        assertEquals(Likeness.of(new Address(KNOWN)), Likeness.of(new Address(other)));
        assertNotEquals(new Address(KNOWN), new Address(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"martine@clinique-exemple.org", "martin@clinique-exemple.com", "marin@clinique-exemple.org",
            "martin@hopital-exemple.org"})
    void whatADifferentPersonMayWellBeCalledDoesNot(String other) {
        assertNotEquals(Likeness.of(new Address(KNOWN)), Likeness.of(new Address(other)));
    }
}
