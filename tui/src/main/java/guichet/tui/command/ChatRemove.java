package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChange;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "remove")
final class ChatRemove implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ROOM")
    String room = "";

    @Parameters(index = "1", paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room)).id();
        Fingerprint member = Steps.read(vault, tx -> FindChat.member(vault, tx, id, who)).key();
        return new ChatChanging(vault, out).change(id, new ChatChange.Remove(member));
    }
}
