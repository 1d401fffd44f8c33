package guichet.tui.command;

import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "export")
final class KeyExport implements Action.InVault {
    @Parameters(paramLabel = "WHO")
    String who = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        for (KnownKey key : Steps.read(vault, tx -> Find.keys(vault, tx, who))) {
            out.answer(
                    new JsonLine().put("fingerprint", key.fingerprint().hex()).put("armored",
                            key.certificate().armored()),
                    key.certificate().armored().stripTrailing());
        }
        return Exit.DONE;
    }
}
