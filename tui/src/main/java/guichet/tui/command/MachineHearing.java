package guichet.tui.command;

import guichet.inbox.cases.MachineRule;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;

/// Whether what a service writes counts as something to be read.
final class MachineHearing {
    private MachineHearing() {
    }

    static Exit set(Workspace vault, Address of, MachineRule.Heard heard, Output out) throws Failure, VaultException {
        MachineRule rule = Steps.write(vault, tx -> {
            vault.machineRules().hear(tx, of, heard);
            return vault.machineRules().find(tx, of)
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-machine", of));
        });
        out.answer(MachineAdd.json(rule), MachineAdd.text(rule, out.sentences()));
        return Exit.DONE;
    }
}
