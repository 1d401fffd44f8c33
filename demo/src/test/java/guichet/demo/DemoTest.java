package guichet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomLine;
import guichet.transports.mail.MailChannel;
import guichet.tui.command.Guichet;
import guichet.tui.command.Parts;
import guichet.tui.command.Surroundings;
import guichet.tui.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo, driven by the real commands over its real IMAP and SMTP.
class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DONE = 0;
    private static final int REFUSED = 3;

    @TempDir
    private Path ram;

    @Test
    void peopleAnswerWhoCanBeWrittenToAndTheOthersAreRefused() throws Exception {
        Path stage;
        try (Demo demo = Demo.setUp(ram, Clock.system(ZoneOffset.UTC), new SecureRandom())) {
            stage = demo.passphraseFile();
            assertEquals(DONE, run(demo, "sync"));
            assertTrue(demo.hasSignal());
            assertEquals(2, toSort(demo), "Nadia's mail, and what somebody unknown says on Signal");
            assertEquals(1, onSignal(demo), "Samir's message is in his case");

            assertEquals(DONE,
                    run(demo, "send", "--to", "bastien@riviere.example", "--subject", "Oui", "--body-file", body()));
            Instant end = Instant.now().plus(PATIENCE);
            while (answersOf(demo, "bastien@riviere.example") < 4 && Instant.now().isBefore(end)) {
                Thread.sleep(Duration.ofMillis(500));
                assertEquals(DONE, run(demo, "sync"));
            }
            assertEquals(4, answersOf(demo, "bastien@riviere.example"), "three letters, and the answer to ours");

            assertEquals(REFUSED,
                    run(demo, "send", "--to", "nadia@poste.example", "--subject", "Oui", "--body-file", body()));
            assertEquals(REFUSED,
                    run(demo, "send", "--to", "carol@mill.example", "--subject", "Yes", "--body-file", body()));
        }
        assertFalse(Files.exists(stage), "nothing is left of it");
        assertEquals(List.of(), inMemory(), "nor of what Signal had in memory");
    }

    /// With the channels running, as they do while the screen is open: who answers does so a moment later.
    @Test
    void somebodyOnSignalAnswersLiveAndARefusedMailIsMovedThere() throws Exception {
        try (Demo demo = Demo.setUp(ram, Clock.system(ZoneOffset.UTC), new SecureRandom());
                Workspace open = demo.open();
                MailChannel channels = open.mail()) {
            channels.start();
            await(() -> onSignal(demo) == 1);
            assertEquals(DONE, run(demo, "send", "--via", "signal", "--to", SignalNeighbours.SAMIR, "--body-file",
                    body(), "--attach", body()));
            await(() -> onSignal(demo) >= 2);

            assertEquals(REFUSED,
                    run(demo, "send", "--to", "nadia@poste.example", "--subject", "Oui", "--body-file", body()));
            assertEquals(DONE, run(demo, "draft", "move", "--via", "signal", draft(open)));
            assertEquals(DONE, run(demo, "draft", "send", draft(open)));
            await(() -> onSignal(demo) >= 3);
        }
        assertEquals(List.of(), inMemory());
    }

    /// The colleagues are hubs of their own: they greet in the team's room, answer there, and are in a case's room.
    @Test
    void simulatedColleaguesAnswerInTheTeamsRoom() throws Exception {
        try (Demo demo = Demo.setUp(ram, Clock.system(ZoneOffset.UTC), new SecureRandom());
                Workspace open = demo.open();
                MailChannel channels = open.mail()) {
            channels.start();
            await(() -> said(open, "simulée") == 1);
            assertEquals(DONE, run(demo, "chat", "send", "team", "--body-file", body()));
            await(() -> said(open, "") == 3);
            assertEquals(DONE, run(demo, "chat", "members", "2026-0003"));
        }
    }

    private static long said(Workspace open, String words) throws Exception {
        return open.vault().read(tx -> {
            Room team = open.chat().rooms().team(tx).orElseThrow();
            return open.chat().rooms().page(tx, team.id(), Optional.empty(), 100);
        }).stream().filter(line -> line instanceof RoomLine.Said said && said.body().contains(words)).count();
    }

    private static String draft(Workspace open) throws Exception {
        return open.vault().read(tx -> open.drafts().list(tx)).getFirst().id().toString();
    }

    private interface Seen {
        boolean now() throws Exception;
    }

    private static void await(Seen seen) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!seen.now() && Instant.now().isBefore(end)) {
            Thread.sleep(Duration.ofMillis(200));
        }
        assertTrue(seen.now());
    }

    @Test
    void theNextDemoRemovesWhatAKilledOneLeft() throws Exception {
        Path left = Files.createDirectory(ram.resolve("guichet-demo-999999999-0123456789abcdef"));
        Files.writeString(left.resolve("passphrase"), "left behind");
        Path living = Files.createDirectory(
                ram.resolve("guichet-demo-" + ProcessHandle.current().pid() + "-0123456789abcdef"));
        Path other = Files.createDirectory(ram.resolve("somebody-elses"));

        RamFolder.sweep(ram);

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(living));
        assertTrue(Files.exists(other));
    }

    /// Its account on Signal has a folder of its own in memory, which the bridge had no time to remove.
    @Test
    void aKilledDemosPartOfSignalIsRemovedToo() throws Exception {
        Path signal = Files.createDirectory(ram.resolve("guichet-signal-0123456789abcdef01234567"));
        Files.writeString(signal.resolve("spool"), "left behind");
        Path notOurs = Files.createDirectory(ram.resolve("guichet-signal-ffffffffffffffffffffffff"));
        Path left = Files.createDirectories(ram.resolve("guichet-demo-999999999-0123456789abcdef/vault/signal/2"));
        Files.createSymbolicLink(left.resolve("ram"), signal);

        RamFolder.sweep(ram);

        assertFalse(Files.exists(signal));
        assertTrue(Files.exists(notOurs));
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        ResourceBundle french = ResourceBundle.getBundle("guichet.demo.Demo", Locale.FRENCH);
        ResourceBundle english = ResourceBundle.getBundle("guichet.demo.Demo", Locale.ENGLISH);

        assertEquals(french.keySet(), english.keySet());
        assertFalse(french.getString("tour.1").equals(english.getString("tour.1")));
    }

    /// What the bridges of this test's vaults have there.
    private List<Path> inMemory() throws Exception {
        List<Path> ours = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/dev/shm"))) {
            for (Path folder : all.toList()) {
                Path owner = folder.resolve("of");
                if (Files.isReadable(owner) && Files.readString(owner).startsWith(ram.toRealPath().toString())) {
                    ours.add(folder);
                }
            }
        }
        return ours;
    }

    private String body() throws Exception {
        return Files.writeString(ram.resolve("body"), "Merci.").toString();
    }

    private int run(Demo demo, String... words) {
        List<String> arguments = new ArrayList<>(List.of("--vault", demo.vault().toString(), "--passphrase-file",
                demo.passphraseFile().toString(), "--json"));
        arguments.addAll(List.of(words));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Guichet.run(arguments,
                new Surroundings(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of(), Optional.empty(),
                        ram),
                new Parts(demo.vaults(), (_, _) -> {
                }, List.of()));
    }

    /// Filed by themselves, end to end, under the safety number that was taken for theirs.
    private static long onSignal(Demo demo) throws Exception {
        try (Workspace open = demo.open()) {
            return open.vault().read(tx -> open.messages().list(tx, MessageFilter.all(100))).stream()
                    .filter(line -> line.channel() == Channel.SIGNAL && line.direction() == Direction.IN
                            && line.caseId().isPresent())
                    .filter(line -> line.protection().flatMap(Protection::identity)
                            .filter(identity -> identity.trust().isTrusted()).isPresent())
                    .count();
        }
    }

    private static int toSort(Demo demo) throws Exception {
        try (Workspace open = demo.open()) {
            return open.vault().read(tx -> open.messages().counts(tx)).toSort();
        }
    }

    /// Encrypted and signed by them, and filed.
    private static long answersOf(Demo demo, String address) throws Exception {
        try (Workspace open = demo.open()) {
            List<Summary> all = open.vault().read(tx -> open.messages().list(tx, MessageFilter.all(100)));
            return all.stream()
                    .filter(line -> line.direction() == Direction.IN && line.from().address().equals(address))
                    .filter(line -> line.caseId().isPresent() && line.protection().orElseThrow().authorProven()
                            && line.protection().orElseThrow().encryption() == Protection.Encryption.END_TO_END)
                    .count();
        }
    }
}
