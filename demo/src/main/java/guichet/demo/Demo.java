package guichet.demo;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Certificate;
import guichet.crypto.Secret;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// The whole stage: a folder in memory, a mail server on loopback, a vault with three weeks of work in it, and people who answer. Gone when
/// closed.
final class Demo implements AutoCloseable {
    /// The vault lives for minutes and its passphrase lies beside it: there is nothing to slow down.
    private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
    private static final int PASSPHRASE_BYTES = 12;
    private static final Duration THREE_WEEKS = Duration.ofDays(22);

    private final RamFolder folder;
    private final PostOffice post;
    private final Neighbours neighbours;
    private final Workmates workmates;
    private final Vaults vaults;
    private final boolean hasSignal;

    private Demo(RamFolder folder, PostOffice post, Neighbours neighbours, Workmates workmates, Vaults vaults,
            boolean hasSignal) {
        this.folder = folder;
        this.post = post;
        this.neighbours = neighbours;
        this.workmates = workmates;
        this.vaults = vaults;
        this.hasSignal = hasSignal;
    }

    /// Sets it up; takes a second or two.
    ///
    /// @param ram where folders live in memory
    static Demo setUp(Path ram, Clock clock, SecureRandom random) throws IOException, VaultException {
        RamFolder folder = RamFolder.make(ram, random);
        PostOffice post = PostOffice.open();
        try {
            PastClock past = new PastClock(clock, THREE_WEEKS);
            Vaults then = new Vaults(past, random, CHEAP);
            writePassphrase(folder.path(), random);
            Console console = new Console(folder.path(), vault(folder), passphraseFile(folder), then);
            console.type("init", "--name", Organisation.STAFF, "--address", Organisation.US.value());
            Certificate ourKey = ourKey(folder, then);
            Cast cast = Cast.at(clock.instant(), random);
            addAccount(console, post);
            SignalNeighbours signal = SignalNeighbours.in(folder.path());
            Optional<Path> signalData = addSignal(console, signal, vault(folder));
            Workmates workmates = Workmates.hire(folder.path(), post, then, new Vaults(clock, random, CHEAP),
                    ourKey);
            new Organisation(console, past, cast, ourKey, workmates.cards(), signalData.isPresent()
                    ? Organisation.Reach.SIGNAL_TOO
                    : Organisation.Reach.MAIL).liveThroughThreeWeeks();
            if (signalData.isPresent()) {
                signal.wake(signalData.get());
            }
            Neighbours neighbours = new Neighbours(post, cast, ourKey, clock);
            neighbours.writeThisMorning();
            neighbours.wake();
            workmates.wake();
            return new Demo(folder, post, neighbours, workmates, new Vaults(clock, random, CHEAP),
                    signalData.isPresent());
        } catch (IOException | VaultException | RuntimeException e) {
            post.close();
            folder.close();
            throw e;
        }
    }

    Path vault() {
        return vault(folder);
    }

    Path passphraseFile() {
        return passphraseFile(folder);
    }

    String imap() {
        return post.imap();
    }

    String smtp() {
        return post.smtp();
    }

    /// Whether there are people on Signal: not where nothing may be run from memory.
    boolean hasSignal() {
        return hasSignal;
    }

    Vaults vaults() {
        return vaults;
    }

    /// Camille's vault, open in real time; the caller closes it.
    Workspace open() throws IOException, VaultException {
        return open(folder, vaults);
    }

    @Override
    public void close() {
        neighbours.close();
        workmates.close();
        post.close();
        folder.close();
    }

    private static Path vault(RamFolder folder) {
        return folder.path().resolve("vault");
    }

    private static Path passphraseFile(RamFolder folder) {
        return folder.path().resolve("passphrase");
    }

    private static void writePassphrase(Path folder, SecureRandom random) throws IOException {
        byte[] unique = new byte[PASSPHRASE_BYTES];
        random.nextBytes(unique);
        Path file = Files.createFile(folder.resolve("passphrase"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(unique) + "\n", StandardCharsets.US_ASCII);
    }

    private static void addAccount(Console console, PostOffice post) throws IOException {
        String password = "demo";
        post.mailbox(Organisation.US, password);
        console.type("account", "add", "mail", "--address", Organisation.US.value(), "--name", Organisation.STAFF,
                "--imap",
                post.imap(), "--smtp", post.smtp(), "--user", Organisation.US.value(), "--password-file",
                console.file(password + "\n"));
    }

    /// Where signal-cli would keep its state; empty where the stand-in can't be run here.
    private static Optional<Path> addSignal(Console console, SignalNeighbours signal, Path vault) {
        if (!signal.canRun()) {
            return Optional.empty();
        }
        String id = console.type("account", "add", "signal", "--number", SignalNeighbours.US, "--signal-cli",
                signal.program());
        return Optional.of(vault.resolve("signal").resolve(id).resolve("data"));
    }

    private static Certificate ourKey(RamFolder folder, Vaults vaults) throws IOException, VaultException {
        try (Workspace workspace = open(folder, vaults)) {
            return workspace.vault().read(tx -> workspace.people().certificate(tx, workspace.person().id()));
        }
    }

    private static Workspace open(RamFolder folder, Vaults vaults) throws IOException, VaultException {
        try (Secret passphrase = Secret.of(Files.readString(passphraseFile(folder)).strip().toCharArray())) {
            return switch (vaults.open(vault(folder), new Credential.Passphrase(passphrase), Optional.empty())) {
                case Opening.Open open -> open.workspace();
                case Opening other -> throw new IllegalStateException("the demo's own vault doesn't open: " + other);
            };
        }
    }
}
