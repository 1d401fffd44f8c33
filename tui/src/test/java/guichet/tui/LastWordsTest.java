package guichet.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final String CANARY = "hoatzin";
    private final PrintStream before = System.err;

    @AfterEach
    void asBefore() {
        System.setErr(before);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void whatEndsAThreadIsToldInASentenceAtTheEndAndNoLibraryPrintsATrace() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(screen, true, StandardCharsets.UTF_8));
        LastWords words = LastWords.instead();
        UnsatisfiedLinkError bug = new UnsatisfiedLinkError(CANARY);
        Thread.ofVirtual().start(() -> {
            bug.printStackTrace();
            throw bug;
        }).join();
        Thread.ofVirtual().start(() -> {
            throw new IllegalStateException("the second one");
        }).join();
        assertEquals("", screen.toString(StandardCharsets.UTF_8));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertTrue(words.tell(List.of("--lang", "fr"), Map.of(), err));
        String said = told.toString(StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains("le reste a continué") && said.contains("UnsatisfiedLinkError"), said);
        assertFalse(said.contains(CANARY) || said.contains("\tat "), said);
    }

    @Test
    void whatEndedTheCommandItselfIsToldBeforeWhatEndedBesideIt() {
        LastWords words = LastWords.instead();
        words.uncaughtException(Thread.currentThread(), new IllegalStateException(CANARY));
        words.commandEnded(new NoClassDefFoundError(CANARY));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        words.tell(List.of("--lang", "en"), Map.of(), new PrintStream(told, true, StandardCharsets.UTF_8));
        String said = told.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("stopped; no message was sent by this command after that point"), said);
        assertTrue(said.contains("NoClassDefFoundError") && !said.contains(CANARY), said);
    }

    @Test
    void whereNothingHappenedNothingIsSaid() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertFalse(LastWords.instead().tell(List.of(), Map.of(),
                new PrintStream(told, true, StandardCharsets.UTF_8)));
        assertEquals("", told.toString(StandardCharsets.UTF_8));
    }
}
