package guichet.tui.command;

import guichet.inbox.gate.Found;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "settle")
final class OutboxSettle implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--left")
    boolean left;

    @Option(names = "--not-left")
    boolean notLeft;

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String why = reason.map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Failure(Exit.USAGE, "settle-needs-reason"));
        if (left == notLeft) {
            throw new Failure(Exit.USAGE, "settle-which");
        }
        Found found = left ? Found.LEFT : Found.NOT_LEFT;
        OutboxRow row = Steps.read(vault, tx -> Find.outbox(vault, tx, id));
        switch (vault.outbox().settle(row.id(), found, why, vault.actor(Via.COMMAND))) {
            case NO_SUCH_ROW -> throw new Failure(Exit.NOT_FOUND, "no-such-outbox", id);
            case NOT_UNKNOWN -> throw new Failure(Exit.FAILED, "not-unknown",
                    out.sentences().word("outbox-" + row.state().word()));
            case DONE -> out.answer(OutboxGroup.json(Steps.read(vault, tx -> Find.outbox(vault, tx, id))),
                    out.sentences().tell("outbox.settled-" + found.word(), row.id()));
        }
        return Exit.DONE;
    }
}
