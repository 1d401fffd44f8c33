package guichet.tui.command;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyFile;
import guichet.crypto.LockedKey;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.crypto.Unlocked;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Imported;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KeySource;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Certificates of others become candidates; secret keys become the acting person's.
@Command(name = "import")
final class KeyImport implements Action.InVault {
    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files = new ArrayList<>();

    @Option(names = "--key-passphrase-file", paramLabel = "FILE")
    Optional<Path> keyPassphraseFile = Optional.empty();

    @Option(names = "--use")
    boolean use;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Exit worst = Exit.DONE;
        for (Path file : files) {
            switch (KeyFile.read(bytes(file))) {
                case KeyFile.Unreadable _ -> {
                    out.tell("error.no-key-in-file", file);
                    worst = Exit.FAILED;
                }
                case KeyFile.Keys keys -> {
                    secrets(vault, keys.secretKeys(), in, out);
                    certificates(vault, keys, out);
                    if (keys.skipped() > 0) {
                        out.tell("key.skipped", keys.skipped(), file);
                    }
                }
            }
        }
        Rejudging.run(vault, out);
        return worst;
    }

    private static byte[] bytes(Path file) throws Failure {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", file);
        }
    }

    private static final int LARGEST = 32 << 20;

    private void secrets(Workspace vault, List<LockedKey> locked, Invocation in, Output out)
            throws Failure, VaultException, IOException {
        for (LockedKey key : locked) {
            try (Secret passphrase = key.needsPassphrase()
                    ? in.access().secrets().from(keyPassphraseFile, "prompt.key-passphrase")
                    : Secret.of(new byte[0])) {
                switch (key.unlock(passphrase)) {
                    case Unlocked.Opened opened -> keep(vault, opened.key(), out);
                    case Unlocked.WrongPassphrase _ -> throw new Failure(Exit.NO_ACCESS, "wrong-key-passphrase",
                            key.certificate().fingerprint().spaced());
                    case Unlocked.Unsupported unsupported -> throw new Failure(Exit.FAILED,
                            "key-" + unsupported.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            key.certificate().fingerprint().spaced());
                }
            }
        }
    }

    private void keep(Workspace vault, SecretKey opened, Output out) throws Failure, VaultException {
        try (SecretKey key = opened) {
            KeyLine line = Steps.write(vault, tx -> {
                vault.people().storeKey(tx, vault.person().id(), key);
                if (use) {
                    vault.people().useKey(tx, vault.person().id(), key.fingerprint());
                }
                vault.journal().append(tx, JournalKind.KEY_IMPORTED,
                        Payload.by(vault.actor(Via.COMMAND)).saying(key.fingerprint().hex() + " secret"));
                return KeyLine.of(vault, tx, Find.key(vault, tx, key.fingerprint().hex()));
            });
            out.answer(line.json().put("status", "secret"), line.text(vault, out.sentences()));
        }
    }

    private static void certificates(Workspace vault, KeyFile.Keys keys, Output out) throws Failure, VaultException {
        List<Fingerprint> secret = keys.secretKeys().stream().map(key -> key.certificate().fingerprint()).toList();
        for (Certificate certificate : keys.certificates()) {
            if (!secret.contains(certificate.fingerprint())) {
                certificate(vault, certificate, out);
            }
        }
    }

    private static void certificate(Workspace vault, Certificate certificate, Output out)
            throws Failure, VaultException {
        record Result(Imported imported, Optional<KeyLine> line) {
        }
        Result result = Steps.write(vault, tx -> {
            Imported imported = vault.keyring().importCertificate(tx, certificate, KeySource.FILE,
                    vault.clock().instant());
            Payload payload = Payload.by(vault.actor(Via.COMMAND)).saying(certificate.fingerprint().hex());
            vault.journal().append(tx, JournalKind.KEY_IMPORTED, payload);
            if (imported instanceof Imported.Theirs theirs) {
                for (KeyAlarm alarm : theirs.raised()) {
                    vault.journal().append(tx, JournalKind.KEY_CHANGED, payload.to(List.of(alarm.address().value())));
                }
            }
            Optional<KnownKey> known = vault.keyring().find(tx, certificate.fingerprint());
            return new Result(imported,
                    known.isPresent() ? Optional.of(KeyLine.of(vault, tx, known.get())) : Optional.empty());
        });
        if (result.imported() instanceof Imported.TooLarge || result.line().isEmpty()) {
            throw new Failure(Exit.FAILED, "key-too-large", certificate.fingerprint().spaced());
        }
        String status = switch (result.imported()) {
            case Imported.Theirs theirs -> theirs.news().name().toLowerCase(Locale.ROOT);
            case Imported.Ours ours -> ours.news().name().toLowerCase(Locale.ROOT);
            case Imported.TooLarge _ -> "too-large";
        };
        KeyLine line = result.line().get();
        out.answer(line.json().put("status", status), line.text(vault, out.sentences()));
        line.alarms().forEach(address -> out.tell("key.alarm", address));
    }
}
