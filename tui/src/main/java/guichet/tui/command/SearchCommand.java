package guichet.tui.command;

import guichet.inbox.Summary;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search")
final class SearchCommand implements Action.InVault {
    @Parameters(arity = "1..*", paramLabel = "QUERY")
    List<String> query = new ArrayList<>();

    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--limit", paramLabel = "N")
    int limit = 50;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        for (Summary summary : Steps.read(vault, tx -> vault.messages().search(tx, String.join(" ", query),
                Find.caseOf(vault, tx, caseId), limit))) {
            out.content(MessageLine.json(summary), MessageLine.text(summary, vault.clock(), out.sentences()));
        }
        long notIndexed = vault.vault().read(tx -> vault.messages().notIndexed(tx));
        if (notIndexed > 0) {
            out.tell("search.not-indexed", notIndexed);
        }
        return Exit.DONE;
    }
}
