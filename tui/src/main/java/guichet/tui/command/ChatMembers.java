package guichet.tui.command;

import guichet.inbox.chat.Member;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "members")
final class ChatMembers implements Action.InVault {
    @Parameters(paramLabel = "ROOM")
    String room = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        for (Member member : Steps.read(vault,
                tx -> vault.chat().rooms().members(tx, FindChat.room(vault, tx, room).id()))) {
            ChatLine.show(member, out);
        }
        return Exit.DONE;
    }
}
