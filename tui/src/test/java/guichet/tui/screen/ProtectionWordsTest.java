package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Fingerprint;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.Summary;
import guichet.keystore.Trust;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Lang;
import guichet.tui.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtectionWordsTest {
    @ParameterizedTest
    @EnumSource
    void aSubjectThatNothingProtectsIsOneQuietLineUnderAnAuthorWhoStaysProven(Lang lang) {
        Texts texts = Texts.in(lang);
        List<Line> lines = new ProtectionWords(texts).sentences(signed(Problem.SUBJECT_UNPROTECTED), "");

        assertEquals(3, lines.size());
        assertTrue(lines.get(1).text().toString().contains("Bob"));
        assertEquals(texts.of(Problem.SUBJECT_UNPROTECTED), lines.get(2).text().toString());
        assertTrue(lines.get(2).text().width() <= 80, "one line");
        assertEquals(new ProtectionWords(texts).brief(signed()).text().toString(),
                new ProtectionWords(texts).brief(signed(Problem.SUBJECT_UNPROTECTED)).text().toString(),
                "nothing of it in a list");
    }

    @ParameterizedTest
    @EnumSource(value = Problem.class, mode = EnumSource.Mode.EXCLUDE, names = "SUBJECT_UNPROTECTED")
    void everyOtherProblemIsMarked(Problem problem) {
        List<Line> lines = new ProtectionWords(Texts.in(Lang.FR)).sentences(signed(problem), "");

        assertFalse(problem.isNotice());
        assertTrue(lines.getLast().text().toString().startsWith("! "));
    }

    private static Summary signed(Problem... problems) {
        var signer = new Protection.Signer(new Fingerprint("A".repeat(40)), "Bob <bob@example.org>", Trust.VERIFIED);
        var protection = new Protection(Encryption.END_TO_END, Signature.VALID, Optional.of(signer), Optional.of(true),
                List.of(problems));
        return new Summary(new MessageId(1), Channel.MAIL, Direction.IN, Optional.empty(),
                new Party("Bob", "bob@example.org"), Instant.EPOCH, "x", "x", true, Optional.of(protection));
    }
}
