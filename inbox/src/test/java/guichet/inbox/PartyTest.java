package guichet.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            Bob, bob@example.org,                 Bob <bob@example.org>,                                  Bob
            '',  Bob@Example.org,                 Bob@Example.org,                                        Bob@example.org
            Bob, '',                              Bob,                                                    Bob
            Bob, bob@bücher.example,              Bob <bob@bücher.example> (bob@xn--bcher-kva.example),   Bob
            '',  bоb@example.org,                 bоb@example.org (b\\u{043E}b@example.org),               b\\u{043E}b@example.org
            bob@example.org, mallory@evil.example, bob@example.org <mallory@evil.example>,                mallory@evil.example
            ' ', mallory@evil.example,            '  <mallory@evil.example>',                             mallory@evil.example
            Bob, bоb@,                            Bob <bоb@> (b\\u{043E}b@),                               Bob
            """)
    void whoSomebodyClaimsToBeIsShownWithWhatCanBeCompared(String name, String address, String shown, String brief) {
        Party party = new Party(name, address);
        assertEquals(shown, party.shown());
        assertEquals(brief, party.brief());
    }
}
