package guichet.tui.command;

import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get")
final class ConfigGet implements Action.InVault {
    @Parameters(paramLabel = "KEY")
    String key = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Setting setting = ConfigGroup.setting(key);
        ConfigGroup.show(setting, vault.vault().read(tx -> vault.settings().get(tx, setting)), out);
        return Exit.DONE;
    }
}
