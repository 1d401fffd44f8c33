package guichet.tui.command;

import guichet.inbox.endings.Rule;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class RetentionList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Rule rule : vault.vault().read(vault.endings().retention()::rules)) {
            out.answer(RetentionRule.json(rule), RetentionRule.text(rule, out.sentences()));
        }
        return Exit.DONE;
    }
}
