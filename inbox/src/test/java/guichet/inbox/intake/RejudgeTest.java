package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.keystore.KeySource;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejudgeTest {
    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void whatCouldNotBeDecryptedIsReadFiledAndFoundOnceItsKeyIsHere() throws VaultException {
        desk.acceptKey(Cast.bob());
        CaseId caseId = desk.openCase("one", desk.addContact("Bob", Cast.bob().address()));
        MessageId id = desk.take(desk.letter(Cast.bob(), "Les photos", "Les voici.").encryptedTo(desk, Cast.amelie()));
        desk.write(tx -> {
            desk.messages.markRead(tx, id);
            return id;
        });
        assertTrue(problems(id).contains(Problem.CANNOT_DECRYPT));
        assertEquals("", desk.show(id).body());
        assertEquals(List.of(), search("voici"));
        assertEquals(1, notIndexed());

        giveAlice(Cast.amelie().key());
        assertEquals(1, run());

        Message shown = desk.show(id);
        assertEquals("Les photos", shown.summary().subject());
        assertEquals("Les voici.", shown.body().strip());
        assertEquals(Signature.VALID, shown.summary().protection().orElseThrow().signature());
        assertEquals(Optional.of(caseId), shown.summary().caseId());
        assertFalse(shown.summary().read());
        assertEquals(List.of(id), search("voici photos"));
        assertEquals(0, notIndexed());
        assertEquals(1, desk.read(tx -> desk.cases.find(tx, caseId)).orElseThrow().unread());
    }

    @Test
    void theIndexKeepsStepWithWhatIsShown() throws VaultException {
        // Outside, the subject is "[...]" and the sender has no name.
        MessageId id = desk.take(desk.letter(Cast.bob(), "Les photos", "Les voici.").encryptedTo(desk, Cast.amelie()));
        giveAlice(Cast.amelie().key());
        run();
        desk.write(tx -> tx.update("INSERT INTO message_index (message_index) VALUES ('integrity-check')"));
        assertEquals(List.of(id), search("bob photos"));
    }

    @Test
    void anUnknownSignerIsKnownOnceTheirKeyIsHere() throws VaultException {
        // Under another address no key comes along.
        MessageId id = desk.take(
                desk.letter(Cast.bob(), "x", "x").claimingToBe("robert@example.org").encrypted(desk));
        assertEquals(Signature.UNKNOWN_KEY, signature(id));
        desk.importKey(Cast.bob());
        assertEquals(1, run());
        assertEquals(Signature.VALID, signature(id));
        assertTrue(problems(id).contains(Problem.SENDER_MISMATCH));
    }

    @Test
    void aKeyRevokedAsCompromisedTakesItsSignaturesAlong() throws VaultException, CryptoException {
        desk.acceptKey(Cast.bob());
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(Signature.VALID, signature(id));
        var revoked = Cast.bob().key().revoked(desk.clock.instant(), RevocationReason.COMPROMISED);
        desk.write(tx -> desk.keyring.importCertificate(tx, revoked, KeySource.FILE, desk.clock.instant()));
        assertEquals(1, run());
        assertEquals(Signature.INVALID, signature(id));
        assertTrue(problems(id).contains(Problem.REVOKED_KEY));
    }

    @Test
    void aKeyThatExpiresSinceIsSaidWithoutReadingAnything() throws VaultException {
        SecretKey key = SecretKey.generate("Zoé <zoe@example.org>", Cast.NOW.minusSeconds(60),
                Cast.NOW.plus(Duration.ofDays(10)));
        var zoe = new Cast.Member("Zoé", "zoe@example.org", key);
        desk.acceptKey(zoe);
        MessageId id = desk.take(desk.letter(zoe, "x", "x").encrypted(desk));
        assertEquals(List.of(), problems(id));
        desk.clock.advance(Duration.ofDays(11));
        assertEquals(Signature.VALID, signature(id));
        assertEquals(List.of(Problem.EXPIRED_KEY), problems(id));
    }

    @Test
    void whereNothingChangedNothingIsDone() throws VaultException {
        desk.acceptKey(Cast.bob());
        desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        desk.take(desk.letter(Cast.bob(), "x", "y").encryptedTo(desk, Cast.amelie()));
        assertEquals(0, run());
    }

    @Test
    void canBeCancelledAndRunAgain() throws VaultException {
        for (int i = 0; i < 60; i++) {
            desk.take(desk.letter(Cast.bob(), "x", "n" + i).encryptedTo(desk, Cast.amelie()));
        }
        giveAlice(Cast.amelie().key());
        List<String> told = new ArrayList<>();
        int first = desk.rejudge().run((done, of) -> told.add(done + "/" + of), () -> told.size() > 1);
        assertEquals(List.of("0/60", "50/60"), told);
        assertEquals(50, first);
        assertEquals(10, run());
        assertEquals(0, notIndexed());
    }

    private void giveAlice(SecretKey key) throws VaultException {
        var alice = desk.alice();
        desk.write(tx -> {
            desk.people.storeKey(tx, alice.id(), key);
            return alice;
        });
    }

    private int run() throws VaultException {
        return desk.rejudge().run((_, _) -> {
        }, () -> false);
    }

    private Signature signature(MessageId id) throws VaultException {
        return desk.show(id).summary().protection().orElseThrow().signature();
    }

    private List<Problem> problems(MessageId id) throws VaultException {
        return desk.show(id).summary().protection().orElseThrow().problems();
    }

    private int notIndexed() throws VaultException {
        return desk.<Long>read(tx -> desk.messages.notIndexed(tx)).intValue();
    }

    private List<MessageId> search(String words) throws VaultException {
        return desk.read(tx -> desk.messages.search(tx, words, Optional.empty(), 10)).stream().map(Summary::id)
                .toList();
    }
}
