package guichet.keystore.vault;

import guichet.crypto.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// What the processes of these tests do: `Child ACT FOLDER …`.
final class Child {
    private static final BufferedReader INPUT = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Child() {
    }

    public static void main(String[] arguments) throws VaultException, IOException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "chain" -> chain(folder, Integer.parseInt(arguments[2]));
            case "write-until-killed" -> writeUntilKilled(folder, arguments[2]);
            case "hold-transaction" -> holdTransaction(folder, arguments[2]);
            case "courier" -> courier(folder);
            case "unfinished" -> unfinished(folder);
            case "rekey-until" -> rekeyUntil(folder, Step.valueOf(arguments[2]));
            case "say-notes" -> sayNotes(folder);
            case "notes-on-demand" -> notesOnDemand(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// Each note is one more than the largest so far: two that read the same state would show.
    private static void chain(Path folder, int times) throws VaultException {
        try (Vault vault = Keys.open(folder, Keys.PASSPHRASE)) {
            for (int i = 0; i < times; i++) {
                vault.write(
                        tx -> tx.update("INSERT INTO note (id, text) SELECT coalesce(max(id), 0) + 1, 'n' FROM note"));
            }
        }
    }

    private static void writeUntilKilled(Path folder, String text) throws VaultException {
        Vault vault = Keys.open(folder, Keys.PASSPHRASE);
        for (int i = 0;; i++) {
            Keys.note(vault, text + i);
            say("committed " + i);
        }
    }

    private static void holdTransaction(Path folder, String text) throws VaultException {
        Vault vault = Keys.open(folder, Keys.PASSPHRASE);
        vault.write(tx -> {
            for (int i = 0; i < 5000; i++) {
                tx.insert("INSERT INTO note (text) VALUES (?)", text.repeat(50));
            }
            say("inside");
            return await();
        });
    }

    private static void courier(Path folder) throws VaultException {
        say(CourierLock.tryTake(folder).isPresent() ? "taken" : "refused");
        await();
    }

    private static void unfinished(Path folder) throws IOException {
        UnfinishedPart part = UnfinishedPart.in(folder, new SecureRandom());
        Files.writeString(Files.createDirectory(part.path()).resolve("half"), "half of something");
        say(part.path().getFileName().toString());
        await();
    }

    private static void rekeyUntil(Path folder, Step last) throws VaultException {
        Steps steps = step -> {
            if (step == last) {
                say(step.name());
                await();
            }
        };
        try (Secret old = Secret.of(Keys.PASSPHRASE.toCharArray());
                Secret next = Secret.of("next horse".toCharArray())) {
            var opening = new Opening(new VaultFolder(folder), List.of(Keys.NOTES), new SecureRandom(), steps);
            if (opening.open(new Credential.Passphrase(old)) instanceof Unlock.Opened(Vault vault, SlotId slot)) {
                vault.rekey(slot, Keys.cheap(next));
            }
        }
    }

    private static void sayNotes(Path folder) throws VaultException {
        try (Vault vault = Keys.open(folder, Keys.PASSPHRASE)) {
            say(Keys.notes(vault).toString());
        }
    }

    private static void notesOnDemand(Path folder) throws VaultException, IOException {
        try (Vault vault = Keys.open(folder, Keys.PASSPHRASE)) {
            say("open");
            for (String text = INPUT.readLine(); text != null; text = INPUT.readLine()) {
                try {
                    Keys.note(vault, text);
                    say("written");
                } catch (VaultException e) {
                    say(e.kind().name());
                }
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Until the parent kills this process or goes away.
    private static String await() {
        try {
            return String.valueOf(INPUT.readLine());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
