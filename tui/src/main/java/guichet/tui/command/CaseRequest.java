package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Notes what was decided about a person's own request about their case.
@Command(name = "request")
final class CaseRequest implements Action.InVault {
    enum Wish {
        ACCESS, ERASURE
    }

    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "access|erasure")
    Wish wish = Wish.ACCESS;

    @Option(names = "--decision", required = true, paramLabel = "TEXT")
    Optional<String> decision = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String decided = decision.map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Failure(Exit.USAGE, "request-needs-decision"));
        String word = wish.name().toLowerCase(Locale.ROOT);
        record Noted(Case its, long entry) {
        }
        Noted noted = Steps.write(vault, tx -> {
            Case its = Find.caseOf(vault, tx, id);
            return new Noted(its, vault.journal().append(tx, JournalKind.PERSON_REQUEST,
                    Payload.by(vault.actor(Via.COMMAND)).inCase(Optional.of(its.id())).because(decided).saying(word)));
        });
        out.answer(
                new JsonLine().put("case", noted.its().id().toString()).put("request", word).put("decision", decided)
                        .put("journal", noted.entry()),
                out.sentences().tell(wish == Wish.ACCESS ? "request.access" : "request.erasure", noted.its().id(),
                        noted.entry()));
        return Exit.DONE;
    }
}
