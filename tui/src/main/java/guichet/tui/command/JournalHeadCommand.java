package guichet.tui.command;

import guichet.inbox.journal.JournalHead;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "head")
final class JournalHeadCommand implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        JournalHead head = vault.vault().read(tx -> vault.journal().head(tx));
        out.answer(new JsonLine().put("entries", head.entries()).put("head", head.hex()).put("line", head.line()),
                head.line());
        return Exit.DONE;
    }
}
