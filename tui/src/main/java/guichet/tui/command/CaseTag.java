package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tag")
final class CaseTag implements Action.InVault {
    @Parameters(arity = "1..*", paramLabel = "MSG")
    List<String> messages = new ArrayList<>();

    @Option(names = "--case", required = true, paramLabel = "ID")
    String caseId = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        CaseLine.changed(Steps.write(vault, tx -> {
            Case into = Find.caseOf(vault, tx, caseId);
            for (String message : messages) {
                vault.messages().file(tx, Find.message(vault, tx, message).summary().id(), into.id(),
                        vault.actor(Via.COMMAND));
            }
            return Find.caseOf(vault, tx, caseId);
        }), out);
        return Exit.DONE;
    }
}
