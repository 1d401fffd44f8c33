package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.AccountId;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.Vault;
import guichet.transports.signal.SignalChannel;
import guichet.transports.signal.SignalHealth;
import guichet.tui.command.SignalRig;
import guichet.tui.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Linking an account on Signal at the screen, with the stand-in as a process.
class LinkScreenTest {
    @TempDir
    private Path folder;

    @Test
    void theCodeFitsTheSmallestWindowAndEscapeLeavesNothingBehind() throws Exception {
        SignalRig signal = new SignalRig(folder);
        signal.world.reachableForLinking(120_000);
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24).start()) {
            asks(rig, signal.program.toString());
            rig.play("link-code-fr");
            awaitNothingLeft(rig);
            assertEquals(List.of(), accounts(rig));
        }
    }

    @Test
    void aTelephoneScansAndTheAccountIsThere() throws Exception {
        SignalRig signal = SignalRig.scannedBy(folder, SignalRig.NUMBER);
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24).start()) {
            asks(rig, signal.program.toString());
            assertTrue(rig.sees("+33612345678 est relié."), rig.term.lines()::toString);
            assertEquals(SignalRig.NUMBER, accounts(rig).getFirst().number().e164());
            assertEquals(List.of(), inMemory(rig), "the bridge makes its own");
            assertEquals(1, rig.hurried());
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.ACCOUNT_ADDED)
                    .count());
            rig.term.type("M");
            assertTrue(rig.sees("Signal +33612345678"));
        }
    }

    @Test
    void anAccountThatIsLinkedHereIsUsedAsItIs() throws Exception {
        SignalRig signal = SignalRig.linked(folder);
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            rig.desk.write(tx -> rig.signal().accounts().add(tx,
                    new PhoneNumber(SignalRig.NUMBER), signal.program.toString(),
                    Optional.empty()));
            rig.start();
            asks(rig, signal.program.toString());
            assertTrue(rig.sees("était déjà relié ici"), rig.term.lines()::toString);
            assertEquals(1, accounts(rig).size());
            rig.signal().desk().channel().follow();
            rig.signal().desk().channel().stop();
            assertEquals(List.of(), inMemory(rig));
        }
    }

    @Test
    void aDeviceThatWasTakenAwayIsLinkedAgainWhileItsBridgeRests() throws Exception {
        SignalRig signal = SignalRig.scannedBy(folder, SignalRig.NUMBER);
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            AccountId id = rig.desk.write(tx -> rig.signal().accounts().add(tx,
                    new PhoneNumber(SignalRig.NUMBER), signal.program.toString(), Optional.empty()));
            SignalChannel channel = rig.signal().desk().channel();
            channel.follow();
            try {
                await(() -> rig.desk.read(tx -> rig.signal().accounts().state(tx, id)).error()
                        .equals(Optional.of("signal-not-linked")));
                rig.start();
                assertTrue(rig.sees("Signal ○ délié (M)"), rig.term.lines()::toString);
                rig.term.type("M");
                assertTrue(rig.sees("n'est pas relié ici"), rig.term.lines()::toString);
                rig.term.type("\u001b[B\n");
                assertTrue(rig.sees("relier de nouveau ce compte"), rig.term.lines()::toString);
                rig.term.type("l");
                assertTrue(rig.sees("+33612345678 est relié."), rig.term.lines()::toString);
                assertTrue(channel.bridge(id).isEmpty(), "nobody else used the folder");
                channel.follow();
                await(() -> channel.bridge(id).orElseThrow().health().state() == SignalHealth.State.UP);
            } finally {
                channel.stop();
            }
        }
    }

    private interface Seen {
        boolean now() throws Exception;
    }

    private static void await(Seen seen) throws Exception {
        for (int tried = 0; tried < 300 && !seen.now(); tried++) {
            Thread.sleep(100);
        }
        assertTrue(seen.now());
    }

    @Test
    void everyFailureSaysWhatItMeansAndWhatToDoAndLeavesNothing() throws Exception {
        SignalRig offline = new SignalRig(Files.createDirectory(folder.resolve("offline")));
        SignalRig slow = new SignalRig(Files.createDirectory(folder.resolve("slow")));
        slow.world.reachableForLinking(200);
        SignalRig other = SignalRig.scannedBy(Files.createDirectory(folder.resolve("other")), "+33799999999");
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24).start()) {
            asks(rig, "/no/such/signal-cli");
            fails(rig, "signal-cli est introuvable");
            asks(rig, noJava());
            fails(rig, "n'a pas trouvé Java");
            asks(rig, offline.program.toString());
            fails(rig, "Le service de Signal est injoignable");
            asks(rig, slow.program.toString());
            fails(rig, "Aucun téléphone n'a scanné le code");
            asks(rig, other.program.toString());
            fails(rig, "+33799999999");
            assertEquals(List.of(), accounts(rig));
            assertEquals(0, rig.hurried());
            awaitNothingLeft(rig);
        }
    }

    @Test
    void lockingWhileItWaitsEndsItAndLeavesNothing() throws Exception {
        SignalRig signal = new SignalRig(folder);
        signal.world.reachableForLinking(120_000);
        try (ScreenRig rig = new ScreenRig(Lang.EN, 100, 30).start()) {
            rig.term.type("Ms+33612345678\t\u0015" + signal.program + "\n");
            assertTrue(rig.sees("Waiting for the telephone"), rig.term.lines()::toString);
            rig.term.type("\f");
            assertTrue(rig.sees("Passphrase"), rig.term.lines()::toString);
            awaitNothingLeft(rig);
        }
    }

    private static void asks(ScreenRig rig, String program) throws InterruptedException {
        rig.play("link-form-fr");
        rig.term.type(program + "\n");
    }

    private static void fails(ScreenRig rig, String sentence) throws InterruptedException {
        assertTrue(rig.sees("Signal n'est pas relié"), rig.term.lines()::toString);
        assertTrue(rig.sees(sentence), rig.term.lines()::toString);
        assertTrue(rig.sees("Rien n'a été ajouté"));
        rig.term.type("n\u001b");
        assertTrue(rig.term.await(rows -> rows.stream().noneMatch(row -> row.contains("Programme")),
                Duration.ofSeconds(8)));
    }

    /// As signal-cli's own script does where it finds no Java.
    private String noJava() throws IOException {
        Path program = Files.writeString(folder.resolve("no-java"), """
                #!/bin/sh
                echo "ERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH." >&2
                exit 1
                """);
        assertTrue(program.toFile().setExecutable(true));
        return program.toString();
    }

    private static List<SignalAccount> accounts(ScreenRig rig) throws Exception {
        try (Vault again = rig.desk.temp().openAgain()) {
            return again.read(tx -> rig.signal().accounts().list(tx));
        }
    }

    private static void awaitNothingLeft(ScreenRig rig) throws IOException, InterruptedException {
        Path signal = rig.desk.temp().folder().resolve("signal");
        for (int tried = 0; tried < 100 && !isEmpty(signal); tried++) {
            Thread.sleep(100);
        }
        assertTrue(isEmpty(signal), "a folder is left");
        assertFalse(Files.exists(signal.resolve("ram")));
    }

    /// What accounts of this vault have in memory.
    private static List<Path> inMemory(ScreenRig rig) throws IOException {
        try (Stream<Path> homes = Files.list(rig.desk.temp().folder().resolve("signal"))) {
            return homes.map(home -> home.resolve("ram")).filter(Files::isSymbolicLink).toList();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }
}
