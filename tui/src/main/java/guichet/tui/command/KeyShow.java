package guichet.tui.command;

import guichet.keystore.KnownKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class KeyShow implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        KeyLine.show(vault, Steps.read(vault, tx -> lines(vault, tx, Find.keys(vault, tx, who))), out);
        return Exit.DONE;
    }

    static List<KeyLine> lines(Workspace vault, Tx tx, List<KnownKey> keys) throws VaultException {
        List<KeyLine> lines = new ArrayList<>();
        for (KnownKey key : keys) {
            lines.add(KeyLine.of(vault, tx, key));
        }
        return lines;
    }
}
