package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.Mutter.Heard;
import guichet.transports.signal.Releases.Age;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of signal-cli's words, of its versions, and of names for its files.
class SignalWordsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

    @Test
    void standardErrorIsReadForAFewPhrasesAndNeverHeld() {
        List<Heard> heard = new ArrayList<>();
        Mutter mutter = mutter("INFO  SignalAccount - Config file is in use by another instance, waiting…\n"
                + "x".repeat(1_000_000) + "\n"
                + "WARN  ReceiveHelper - Connection closed unexpectedly, reconnecting in 51200 ms\n"
                + "INFO  SignalAccount - Config file lock acquired.\nUser +33612345678 is not registered.", heard);
        assertEquals(List.of(new Heard.Waiting(true), new Heard.Reconnecting(Duration.ofMillis(51_200)),
                new Heard.Waiting(false)), heard);
        assertEquals(Optional.of(SignalTrouble.NOT_LINKED), mutter.last());
    }

    @Test
    void aNumberBeyondAllMeaningIsNoTime() {
        List<Heard> heard = new ArrayList<>();
        mutter("ReceiveHelper - Connection closed unexpectedly, reconnecting in 99999999999999999999 ms\n", heard);
        assertEquals(List.of(), heard);
    }

    @Test
    void aVersionIsAsOldAsItsDayOfPublication() {
        Releases releases = Releases.known();
        assertEquals(new Age.Old(LocalDate.of(2025, 9, 15)), releases.age("0.13.19", TODAY));
        assertEquals(new Age.Recent(LocalDate.of(2025, 9, 15)), releases.age("0.13.19", LocalDate.of(2025, 12, 15)));
        assertEquals(new Age.Old(LocalDate.of(2025, 9, 15)), releases.age("0.13.19", LocalDate.of(2025, 12, 16)));
        assertEquals(new Age.Recent(LocalDate.of(2026, 7, 13)), releases.age("0.14.6", TODAY));
        assertInstanceOf(Age.Old.class, releases.age("0.9.1", TODAY));
        assertInstanceOf(Age.Old.class, releases.age("0.14.4.1", LocalDate.of(2027, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource({"0.14.7", "1.0.0", "unknown", "''", "0.13", "99999999999.1.1"})
    void ofAVersionThatIsNotKnownNothingIsGuessed(String version) {
        assertEquals(new Age.Unknown(LocalDate.of(2026, 7, 13)), Releases.known().age(version, TODAY));
    }

    @Test
    void everyTroubleIsFoundByItsStoredWord() {
        for (SignalTrouble trouble : SignalTrouble.values()) {
            assertEquals(Optional.of(trouble), SignalTrouble.in(new SignalFault(trouble, "x: y").stored()));
            assertEquals(Optional.of(trouble), SignalTrouble.in(new SignalFault(trouble).stored()));
        }
        assertEquals(Optional.empty(), SignalTrouble.in("timed-out"));
    }

    @ParameterizedTest
    @CsvSource({"photo.jpg,photo.jpg", "été 1.png,été 1.png", "../../etc/passwd,_.._etc_passwd", "..,file", "'',file",
            "a\\b,a_b", ".bashrc,bashrc"})
    void aFileGoesOutUnderItsOwnNameAsFarAsThatIsSafe(String name, String safe) {
        assertEquals(safe, Outgoing.safe(name));
    }

    @Test
    void namesAreNeverTooLongForAFileAndNeverHideTheirEnd() {
        assertTrue(Outgoing.safe("é".repeat(1000)).getBytes(StandardCharsets.UTF_8).length <= 200);
        assertEquals("x_gpj.exe", Outgoing.safe("x\u202egpj.exe"));
        assertEquals("a_b_c", Outgoing.safe("a\u0000b\u001bc"));
    }

    private static Mutter mutter(String words, List<Heard> heard) {
        Mutter mutter = new Mutter(new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8)), heard::add);
        mutter.run();
        return mutter;
    }
}
