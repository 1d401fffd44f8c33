package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Summary;
import guichet.inbox.cases.StoreDesk.Mail;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private StoreDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new StoreDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecume", "ÉCUME", "procedure", "coeur", "cœur", "Strasse", "confidentiel", "bob",
            "alice@asso.example",
            "facture.pdf", "\"les analyses falsifiées\"", "falsif*", "l'écume cœur", "«analyses falsifiées»"})
    void finds(String query) throws VaultException {
        MessageId id = desk.store(Mail.saying("""
                L'écume, la procédure, le cœur, die Straße ; con\u00adfi\u200bdentiel.
                Voici les analyses falsifiées.""")
                .with(new AttachedFile("facture.pdf", "application/pdf", new byte[1])));
        desk.store(Mail.saying("autre chose").from("carol@example.net").about("rien"));
        List<MessageId> found = search(query);
        assertTrue(found.contains(id));
    }

    @Test
    void aPhraseIsWordsInThatOrder() throws VaultException {
        desk.store(Mail.saying("falsifiées, les analyses"));
        assertEquals(List.of(), search("\"analyses falsifiées\""));
        assertEquals(1, search("analyses falsifiées").size());
    }

    @Test
    void theNewestComesFirstWhateverTheOrderOfArrival() throws VaultException {
        MessageId new1 = desk.store(Mail.saying("mot mot mot mot"));
        MessageId old = desk.store(Mail.saying("mot").at(StoreDesk.NOW.minusSeconds(1_000)));
        MessageId middle = desk.store(Mail.saying("mot mot").at(StoreDesk.NOW.minusSeconds(10)));
        assertEquals(List.of(new1, middle, old), search("mot"));
    }

    @Test
    void keepsToOneCase() throws VaultException {
        CaseId caseId = desk.open("one");
        MessageId in = desk.store(Mail.saying("mot"));
        desk.store(Mail.saying("mot"));
        desk.write(tx -> desk.messages.file(tx, in, caseId, StoreDesk.ALICE));
        assertEquals(List.of(in), desk.read(tx -> desk.messages.search(tx, "mot", Optional.of(caseId), 10)).stream()
                .map(Summary::id).toList());
    }

    @Test
    void saysHowManyMessagesItCannotSee() throws VaultException {
        desk.store(Mail.saying(""));
        desk.store(Mail.saying("").judged(new Protection(Protection.Encryption.NONE, Protection.Signature.NONE,
                Optional.empty(), Optional.empty(), List.of(Problem.CANNOT_DECRYPT))));
        assertEquals(Long.valueOf(1), desk.<Long>read(tx -> desk.messages.notIndexed(tx)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\"", "'", "*", "a*b*", "(", ")", "AND", "OR", "NOT", "NEAR", "NEAR(", "a NEAR/2 b",
            "^a", "subject:",
            "{subject body}: x", "- x", "+", "a + b", "\\", "%", "';--", "\0", "a\0b", "\ud800", "\udc00x", "* *",
            "\"a\"*\"b\"",
            "message_index", "x\" OR \"y", "\u202e", "\"*", "*\"", "\u0301", "１２", "a\"b\"c", "«\"»", "rank MATCH 'x'"})
    void takesWhateverIsTyped(String query) throws VaultException {
        desk.store(Mail.saying("innocent"));
        assertEquals(List.of(), search(query));
    }

    @Test
    void noStringIsASyntaxError() throws VaultException {
        Random random = new Random(42);
        String alphabet = "ab*\"'()+-^:{}.,;\\/%\0\n«»“”ANDORTé\u0301\ud83d\ude00\ud800œ ";
        desk.store(Mail.saying("innocent"));
        for (int i = 0; i < 3_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(20); n >= 0; n--) {
                query.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            search(query.toString());
        }
    }

    private List<MessageId> search(String query) throws VaultException {
        return desk.read(tx -> desk.messages.search(tx, query, Optional.empty(), 10)).stream().map(Summary::id)
                .toList();
    }
}
