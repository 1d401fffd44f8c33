package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list")
final class ListCommand implements Action.InVault {
    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--channel", paramLabel = "mail|note|contact")
    Optional<Channel> channel = Optional.empty();

    @Option(names = "--unread")
    boolean unread;

    @Option(names = "--to-sort")
    boolean toSort;

    @Option(names = "--machines")
    boolean machines;

    @Option(names = "--limit", paramLabel = "N")
    int limit = Integer.MAX_VALUE;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (unread && toSort) {
            throw new Failure(Exit.USAGE, "one-of", "--unread", "--to-sort");
        }
        if (machines && (unread || toSort)) {
            throw new Failure(Exit.USAGE, "one-of", "--machines", unread ? "--unread" : "--to-sort");
        }
        MessageFilter.Only only = unread
                ? MessageFilter.Only.UNREAD
                : toSort
                        ? MessageFilter.Only.TO_SORT
                        : machines ? MessageFilter.Only.MACHINES : MessageFilter.Only.ALL;
        for (Summary summary : Steps.read(vault, tx -> vault.messages().list(tx, new MessageFilter(
                Find.caseOf(vault, tx, caseId), channel, only, Optional.empty(), limit)))) {
            out.content(MessageLine.json(summary), MessageLine.text(summary, vault.clock(), out.sentences()));
        }
        return Exit.DONE;
    }
}
