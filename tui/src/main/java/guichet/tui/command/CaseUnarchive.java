package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.endings.CaseArchive.Returned;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings an archived case back into the workspace, to be read.
@Command(name = "unarchive")
final class CaseUnarchive implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        String why = reason.map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Failure(Exit.USAGE, "unarchive-needs-reason"));
        CaseId found = Steps.read(vault, tx -> Find.caseOf(vault, tx, id)).id();
        return switch (vault.endings().archive().bringBack(found, why, vault.actor(Via.COMMAND))) {
            case Returned.Done done -> {
                out.answer(new JsonLine().put("case", found.toString()).put("messages", done.messages()),
                        out.sentences().tell("archive.back", id, done.messages()));
                yield Exit.DONE;
            }
            case Returned.NotArchived _ -> throw new Failure(Exit.FAILED, "not-archived", id);
            case Returned.InTheWay _ -> throw new Failure(Exit.FAILED, "archive-in-the-way", id);
            case Returned.Unreadable _ -> throw new Failure(Exit.ALTERED, "archive-unreadable", id);
        };
    }
}
