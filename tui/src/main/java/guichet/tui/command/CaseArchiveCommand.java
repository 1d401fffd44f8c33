package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.endings.CaseArchive.Archived;
import guichet.inbox.endings.CaseArchive.Stub;
import guichet.inbox.endings.Objection;
import guichet.inbox.endings.Stage;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes a closed case's content out of the workspace.
@Command(name = "archive")
final class CaseArchiveCommand implements Action.InVault {
    private static final int TOLD_EVERY = 200;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        CaseId found = Steps.read(vault, tx -> Find.caseOf(vault, tx, id)).id();
        return switch (vault.endings().archive().archive(found, vault.person().id(), vault.actor(Via.COMMAND),
                (stage, count, of) -> {
                    if (stage == Stage.MESSAGES && count > 0 && count % TOLD_EVERY == 0) {
                        out.tell("archive.progress", count, of);
                    }
                })) {
            case Archived.Done done -> {
                out.answer(json(done.stub()), out.sentences().tell("archive.done", id, done.stub().messages()));
                yield Exit.DONE;
            }
            case Archived.ChangedMeanwhile _ -> throw new Failure(Exit.FAILED, "archive-changed", id);
            case Archived.NoSuchCase _ -> throw new Failure(Exit.NOT_FOUND, "no-such-case", id);
            case Archived.Refused refused -> throw new Failure(Exit.REFUSED, sentence(refused.why().getFirst()), id);
        };
    }

    static JsonLine json(Stub stub) {
        return new JsonLine().put("case", stub.id().toString()).put("archived", stub.archived())
                .put("messages", stub.messages()).put("size", stub.size());
    }

    private static String sentence(Objection why) {
        return "archive-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
