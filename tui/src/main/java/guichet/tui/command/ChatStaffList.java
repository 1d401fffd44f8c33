package guichet.tui.command;

import guichet.inbox.chat.Colleague;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ChatStaffList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Colleague colleague : vault.vault().read(vault.chat().staff()::list)) {
            out.content(ChatLine.json(colleague), ChatLine.text(colleague, vault, out.sentences()));
        }
        return Exit.DONE;
    }
}
