package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void ligaturesAreLettersAndWhatIsInvisibleVanishes() {
        assertEquals("coeur oeuvre", SearchText.fold("cœur Œuvre").toLowerCase(Locale.ROOT));
        assertEquals("aeon strasse", SearchText.fold("æon stra\u00ad\u200bße"));
        assertEquals("a b c ", SearchText.fold("a\nb\0c\ud83d"));
        assertEquals("été ÿ \ud83d\ude00", SearchText.fold("été ÿ \ud83d\ude00"));
    }

    /// No character's folding depends on those beside it, halves of pairs apart.
    @Test
    void eachCharacterIsFoldedAsIfItStoodAlone() {
        StringBuilder all = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            all.append(c).append(c).append('x');
            String alone = SearchText.fold(String.valueOf(c));
            expected.append(alone).append(alone).append('x');
        }
        assertEquals(expected.toString(), SearchText.fold(all.toString()));
    }
}
