package guichet.tui.command;

import guichet.crypto.CryptoException;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

/// The sheets of the archive key in use once more, with a new code; journalled.
@Command(name = "export")
final class ArchiveKeyExport implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Exported(ArchiveKeys.Sheets sheets, String fingerprint) {
        }
        Exported exported = Steps.write(vault, tx -> {
            try {
                ArchiveKeys.Sheets sheets = vault.archive().keys().export(tx, vault.actor(Via.COMMAND))
                        .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-archive-secret"));
                return new Exported(sheets, ArchiveKeys.current(tx).orElseThrow().certificate().fingerprint().hex());
            } catch (CryptoException e) {
                throw new Failure(Exit.FAILED, "archive-key-not-made");
            }
        });
        try (ArchiveKeys.Sheets sheets = exported.sheets()) {
            ArchiveSheets.show(sheets, exported.fingerprint(), out);
        }
        return Exit.DONE;
    }
}
