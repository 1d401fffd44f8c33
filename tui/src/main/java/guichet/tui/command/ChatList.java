package guichet.tui.command;

import guichet.inbox.chat.Room;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ChatList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Room room : vault.vault().read(vault.chat().rooms()::list)) {
            ChatLine.show(room, vault, out);
        }
        return Exit.DONE;
    }
}
