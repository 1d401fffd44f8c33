package guichet.tui;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Secret;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.command.Guichet;
import guichet.tui.command.Surroundings;
import guichet.tui.screen.Desk;
import guichet.tui.screen.House;
import guichet.tui.screen.TextUi;
import guichet.tui.screen.term.Frame;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Tty;
import guichet.tui.screen.term.UnixTty;
import guichet.tui.term.Hardening;
import guichet.tui.text.Lang;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does once what people do first, on a vault made for it in an empty folder, with mail made up here: the build lets the JVM watch it, and what
/// it learns of the program's classes makes every later start quicker (`tools/warm-start`). Nothing of anybody's is touched.
final class Rehearsal {
    private static final String PASSPHRASE = "a rehearsal keeps no secrets";
    private static final Argon2Cost QUICK = new Argon2Cost(4096, 1, 4);
    private static final long BETWEEN_KEYS_MILLIS = 150;

    private final Path folder;
    private final Vaults vaults = new Vaults(Clock.system(ZoneId.systemDefault()), new SecureRandom(), QUICK);

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /// @param arguments one: an empty folder
    public static void main(String[] arguments) throws IOException, VaultException {
        Hardening.apply();
        Rehearsal rehearsal = new Rehearsal(Path.of(arguments[0]));
        rehearsal.commands();
        rehearsal.screen();
        System.exit(0);
    }

    private void commands() throws IOException {
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        run("init", "--name", "Rehearsal", "--address", "rehearsal@example.org");
        for (int i = 1; i <= 3; i++) {
            Files.writeString(folder.resolve(i + ".eml"), mail(i));
        }
        run("import", folder.resolve("1.eml").toString(), folder.resolve("2.eml").toString(),
                folder.resolve("3.eml").toString());
        run("--json", "list", "--limit", "5");
        run("search", "bonjour");
        run("show", "1");
        run("case", "new", "A case");
        run("case", "tag", "1", "--case", "2026-0001");
        run("journal", "verify");
    }

    private void run(String... arguments) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("GUICHET_VAULT", vault().toString(), "GUICHET_PASSPHRASE_FILE",
                folder.resolve("passphrase").toString());
        Guichet.run(List.of(arguments), new Surroundings(InputStream.nullInputStream(), nowhere, nowhere, environment,
                Optional.empty(), folder), App.parts(vaults));
    }

    private void screen() throws IOException, VaultException {
        try (Secret passphrase = Secret.of(PASSPHRASE.toCharArray())) {
            if (vaults.open(vault(), new Credential.Passphrase(passphrase),
                    Optional.empty()) instanceof Opening.Open open) {
                Desk desk = TextScreen.desk(open.workspace());
                try (UnixTty tty = UnixTty.open(System.getenv())) {
                    new TextUi(_ -> new House.Opening.Refused(House.Why.NO_VAULT), Lang.EN, vaults.clock(),
                            Optional.empty()).run(new Typed(tty), Optional.of(desk));
                } finally {
                    desk.channels().close();
                }
            }
        }
    }

    private Path vault() {
        return folder.resolve("vault");
    }

    private static String mail(int n) {
        return """
                From: Théo Müller <theo%d@example.org>
                To: rehearsal@example.org
                Subject: =?utf-8?q?R=C3=A9p=C3=A9tition?= %d
                Date: Mon, 23 Nov 2026 12:0%d:00 +0000
                Message-ID: <%d@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/%s; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Bonjour, voici les pi=C3=A8ces.</p>
                --b
                Content-Type: application/octet-stream; name="p.bin"
                Content-Disposition: attachment; filename="p.bin"
                Content-Transfer-Encoding: base64

                AAAA
                --b--
                """.formatted(n, n, n, n, n == 1 ? "html" : "plain");
    }

    /// A real terminal at which this program types.
    private static final class Typed implements Tty {
        private final Tty shown;
        private final Deque<Input> keys = new ArrayDeque<>(List.of(new Input.Pressed(Key.Named.DOWN),
                new Input.Pressed(Key.Named.ENTER), new Input.Pressed(Key.Named.TAB),
                new Input.Pressed(Key.Named.DOWN), new Input.Pressed(Key.Named.ENTER),
                new Input.Pressed(Key.Named.ESCAPE), new Input.Pressed(new Key.Typed("?")),
                new Input.Pressed(Key.Named.ESCAPE)));

        Typed(Tty shown) {
            this.shown = shown;
        }

        @Override
        public Frame.Size size() throws IOException {
            Frame.Size real = shown.size();
            return real.columns() > 1 ? real : new Frame.Size(120, 40);
        }

        @Override
        public void show(Frame frame) throws IOException {
            shown.show(frame);
        }

        @Override
        public void showWhole(Frame frame) throws IOException {
            shown.showWhole(frame);
        }

        @Override
        public Input read() {
            try {
                Thread.sleep(BETWEEN_KEYS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Input.HungUp();
            }
            return keys.isEmpty() ? new Input.HungUp() : keys.remove();
        }

        @Override
        public void close() throws IOException {
            shown.close();
        }
    }
}
