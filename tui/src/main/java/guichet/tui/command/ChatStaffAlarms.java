package guichet.tui.command;

import guichet.inbox.chat.ChatAlarm;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "alarms")
final class ChatStaffAlarms implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (ChatAlarm alarm : vault.vault().read(vault.chat().alarms()::list)) {
            ChatLine.show(alarm, vault, out);
        }
        return Exit.DONE;
    }
}
