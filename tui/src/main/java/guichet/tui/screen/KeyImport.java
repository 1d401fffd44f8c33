package guichet.tui.screen;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Imported;
import guichet.keystore.KeySource;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Printable;

/// Certificates out of a file that a person names. Importing trusts nothing.
final class KeyImport {
    private final Shell shell;

    KeyImport(Shell shell) {
        this.shell = shell;
    }

    void ask() {
        Prompt.open(shell, shell.line("keys.import"), shell.line("keys.import-question"),
                path -> FileReading.content(shell, path, this::take));
    }

    private void take(byte[] raw) {
        switch (KeyFile.read(raw)) {
            case KeyFile.Unreadable _ -> shell.warn("keys.not-a-key");
            case KeyFile.Keys keys when keys.certificates().isEmpty() -> shell.warn("keys.not-a-key");
            case KeyFile.Keys keys -> shell.office().write(tx -> {
                int taken = 0;
                for (Certificate certificate : keys.certificates()) {
                    taken += take(tx, certificate);
                }
                return taken;
            }, taken -> {
                shell.notices().tell(Printable.line(shell.texts().count("keys.imported", taken)));
                shell.desk().channels().keysChanged();
                shell.changed().run();
            });
        }
    }

    private int take(Tx tx, Certificate certificate) throws VaultException {
        return switch (shell.desk().keyring().importCertificate(tx, certificate, KeySource.FILE,
                shell.clock().instant())) {
            case Imported.Theirs _ -> {
                shell.desk().journal().append(tx, JournalKind.KEY_IMPORTED, Payload.by(shell.desk().actor())
                        .to(certificate.addresses()).saying(certificate.fingerprint().hex()));
                yield 1;
            }
            case Imported.Ours _ -> 1;
            case Imported.TooLarge _ -> 0;
        };
    }
}
