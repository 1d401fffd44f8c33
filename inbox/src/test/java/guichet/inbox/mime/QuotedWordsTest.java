package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedWordsTest {
    private static final String SHOWN = """
            Bonjour Alice, voici ce que j'ai vu : les camions vident
            leurs cuves la nuit derrière l'ancienne écluse, toujours le mardi.""";

    @ParameterizedTest
    @ValueSource(strings = {"> les camions vident leurs cuves la nuit derrière l'ancienne écluse",
            "> > les camions vident\n> > leurs cuves la nuit\n> > derrière l'ancienne écluse",
            "LES CAMIONS VIDENT LEURS CUVES LA NUIT DERRIERE L'ANCIENNE ECLUSE",
            "les camions, vident... leurs (cuves) la – nuit / derrière l’ancienne écluse",
            "les ca\u200Bmions vi\u00ADdent leurs cuves la nuit derri\u00E8re l'ancienne \u2060\u00E9cluse",
            "Vous dites que les camions vident leurs cuves la nuit derrière l'ancienne écluse, est-ce sûr ?"})
    void wordsTakenOverAreRecognised(String draft) {
        assertTrue(QuotedWords.of(SHOWN).in(draft));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bonjour, merci de votre message, pouvez-vous nous appeler mardi ?",
            "Les camions sont passés.", "la nuit derrière"})
    void wordsOfOnesOwnAreNot(String draft) {
        assertFalse(QuotedWords.of(SHOWN).in(draft));
    }

    @Test
    void aShortSecretIsRecognisedWhole() {
        assertTrue(
                QuotedWords.of("Rendez-vous demain à 14 h").in("Vous écrivez : rendez-vous demain à 14 h. D'accord."));
        assertFalse(QuotedWords.of("Merci !").in("Merci ! À bientôt."));
    }

    @Test
    void textWithoutSpacesIsRecognisedByItsCharacters() {
        assertTrue(QuotedWords.of("他们每个星期二晚上在旧水闸后面倾倒").in("你说：星期二晚上在旧水闸后面，对吗"));
    }

    @Test
    void takingThemOutLeavesOnesOwnWords() {
        String draft = "Bonjour,\nmerci.\n\nLe 3 novembre, Bob a écrit :\n> Bonjour Alice, voici ce que j'ai vu : les camions vident\n"
                + "> leurs cuves la nuit\n\nAlice";

        assertEquals("Bonjour,\nmerci.\n\nLe 3 novembre, Bob a écrit :\n\nAlice",
                QuotedWords.of(SHOWN).takenOutOf(draft));
        assertEquals("Bonjour,\n> autre chose", QuotedWords.of(SHOWN).takenOutOf("Bonjour,\n> autre chose"));
    }

    @Test
    void whatIsTakenOutIsNotFoundAgain() {
        Random random = new Random(7);
        List<String> words = new ArrayList<>(List.of(SHOWN.split("\\s+")));
        for (int i = 0; i < 2_000; i++) {
            StringBuilder draft = new StringBuilder();
            int at = random.nextInt(words.size());
            for (int n = 0; n < 40; n++) {
                at = random.nextInt(6) == 0 ? random.nextInt(words.size()) : (at + 1) % words.size();
                draft.append(words.get(at)).append(random.nextInt(5) == 0 ? "\n" : " ")
                        .append(random.nextInt(9) == 0 ? "> " : "");
            }
            assertFalse(QuotedWords.of(SHOWN).in(QuotedWords.of(SHOWN).takenOutOf(draft.toString())));
        }
    }
}
