package guichet.tui.command;

import guichet.inbox.cases.MachineRule;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class MachineList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (MachineRule rule : vault.vault().read(vault.machineRules()::list)) {
            out.content(MachineAdd.json(rule), MachineAdd.text(rule, out.sentences()));
        }
        return Exit.DONE;
    }
}
