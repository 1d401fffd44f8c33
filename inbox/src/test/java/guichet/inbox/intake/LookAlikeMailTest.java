package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.inbox.MessageId;
import guichet.inbox.Protection.Problem;
import guichet.inbox.TestDesk;
import guichet.keystore.vault.VaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikeMailTest {
    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
        desk.addContact("Martin", "martin@clinique-exemple.org");
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"martin@c1inique-exemple.org,true", "rnartin@clinique-exemple.org,true",
            "somebody@clinique-exernple.org,true", "martin@cliniqu\u0435-exemple.org,true",
            "a1ice@guichet.example,true", "martin@clinique-exemple.org,false", "marie@clinique-exemple.org,false",
            "martin@autre.example,false"})
    void aSenderThatOnlyLooksKnownIsPointedAt(String from, boolean told) throws VaultException {
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").claimingToBe(from).encrypted(desk));

        assertEquals(told,
                desk.show(id).summary().protection().orElseThrow().problems().contains(Problem.LOOK_ALIKE));
    }
}
