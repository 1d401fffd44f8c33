package guichet.tui.command;

import guichet.crypto.CryptoException;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.ArchiveKeys.Keeping;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A new archive key, in use from now on, with its two sheets.
@Command(name = "generate")
final class ArchiveKeyGenerate implements Action.InVault {
    @Option(names = "--name", paramLabel = "NAME")
    Optional<String> name = Optional.empty();

    @Option(names = "--outside")
    boolean outside;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String named = name.map(String::strip).filter(text -> !text.isEmpty()).orElseGet(() -> out.sentences()
                .tell("archive-key.name", Year.from(vault.clock().instant().atZone(ZoneOffset.UTC))));
        record Made(ArchiveKeys.Sheets sheets, String fingerprint) {
        }
        Made made = Steps.write(vault, tx -> {
            try {
                ArchiveKeys.Sheets sheets = vault.archive().keys().make(tx, named,
                        outside ? Keeping.OUTSIDE : Keeping.IN_VAULT, vault.actor(Via.COMMAND));
                return new Made(sheets, ArchiveKeys.current(tx).orElseThrow().certificate().fingerprint().hex());
            } catch (CryptoException e) {
                throw new Failure(Exit.FAILED, "archive-key-not-made");
            }
        });
        try (ArchiveKeys.Sheets sheets = made.sheets()) {
            ArchiveSheets.show(sheets, made.fingerprint(), out);
        }
        out.tell(outside ? "archive-key.made-outside" : "archive-key.made");
        return Exit.DONE;
    }
}
