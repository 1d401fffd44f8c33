package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class ConfigList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        vault.vault().read(tx -> vault.settings().list(tx))
                .forEach((setting, value) -> ConfigGroup.show(setting, value, out));
        return Exit.DONE;
    }
}
