package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "hold")
final class CaseHold implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String why = reason.map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Failure(Exit.USAGE, "hold-needs-reason"));
        Case held = Steps.write(vault, tx -> {
            Case found = Find.caseOf(vault, tx, id);
            vault.endings().holds().hold(tx, found.id(), why, vault.actor(Via.COMMAND));
            return found;
        });
        out.answer(CaseLine.json(held).put("hold", why), out.sentences().tell("case.held", held.id()));
        return Exit.DONE;
    }
}
