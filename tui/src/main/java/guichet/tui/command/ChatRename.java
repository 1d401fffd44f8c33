package guichet.tui.command;

import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChange;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rename")
final class ChatRename implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ROOM")
    String room = "";

    @Parameters(index = "1", paramLabel = "NAME")
    String name = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room)).id();
        return new ChatChanging(vault, out).change(id, new ChatChange.Rename(name));
    }
}
