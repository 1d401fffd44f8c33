package guichet.tui.command;

import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChange;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "leave")
final class ChatLeave implements Action.InVault {
    @Parameters(paramLabel = "ROOM")
    String room = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room)).id();
        return new ChatChanging(vault, out).change(id, new ChatChange.Leave());
    }
}
