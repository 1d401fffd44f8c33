package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchQueryTest {
    @Test
    void everyWordHasToBeThere() {
        assertEquals(Optional.of("\"eaux\" \"usées\""), SearchQuery.match("  eaux   usées "));
    }

    @Test
    void quotesOfAnyLanguageMakeAPhrase() {
        assertEquals(Optional.of("\"deux mots\""), SearchQuery.match("\"deux mots\""));
        assertEquals(Optional.of("\"deux mots\""), SearchQuery.match("«deux mots»"));
        assertEquals(Optional.of("\"deux mots\""), SearchQuery.match("“deux mots”"));
    }

    @Test
    void aQuoteThatIsNeverClosedGoesToTheEnd() {
        assertEquals(Optional.of("\"deux mots\""), SearchQuery.match("\"deux mots"));
    }

    @Test
    void aStarAsksForABeginning() {
        assertEquals(Optional.of("\"anal*\"*"), SearchQuery.match("anal*"));
        assertEquals(Optional.of("\"deux mo\"*"), SearchQuery.match("\"deux mo\"*"));
    }

    @Test
    void aStarAfterOneLetterIsTooMuchToAsk() {
        assertEquals(Optional.of("\"a*\""), SearchQuery.match("a*"));
    }

    @Test
    void operatorsAreWords() {
        assertEquals(Optional.of("\"bob\" \"OR\" \"NOT\" \"subject:x\" \"NEAR(a\" \"b)\""),
                SearchQuery.match("bob OR NOT subject:x NEAR(a b)"));
    }

    @Test
    void nothingToSearchForIsNothing() {
        assertEquals(Optional.empty(), SearchQuery.match(""));
        assertEquals(Optional.empty(), SearchQuery.match(" -- \"\" * ( ) "));
    }

    @Test
    void ligaturesAndInvisibleCharactersAreFolded() {
        assertEquals(Optional.of("\"coeur\""), SearchQuery.match("c\u00adœur"));
    }

    @Test
    void aBookPastedInIsCut() {
        assertTrue(SearchQuery.match("mot ".repeat(100_000)).orElseThrow().length() < 1_000);
    }
}
