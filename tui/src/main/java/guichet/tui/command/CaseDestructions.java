package guichet.tui.command;

import guichet.inbox.endings.Destruction;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

/// The register, newest first.
@Command(name = "destructions")
final class CaseDestructions implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Destruction one : vault.vault().read(vault.endings().destruction()::list)) {
            out.answer(DestructionLine.json(one), DestructionLine.text(one, vault, out.sentences()));
        }
        return Exit.DONE;
    }
}
