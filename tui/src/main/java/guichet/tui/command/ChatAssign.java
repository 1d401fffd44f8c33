package guichet.tui.command;

import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.Purpose;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what a room is for here, one that a colleague made above all: nobody else is told.
@Command(name = "assign")
final class ChatAssign implements Action.InVault {
    @Parameters(paramLabel = "ROOM")
    String room = "";

    @Option(names = "--team")
    boolean team;

    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--group")
    boolean group;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        if (Stream.of(team, caseId.isPresent(), group).filter(given -> given).count() != 1) {
            throw new Failure(Exit.USAGE, "one-of", "--team", "--case, --group");
        }
        RoomId id = Steps.read(vault, tx -> FindChat.room(vault, tx, room)).id();
        Purpose purpose = Steps.read(vault, tx -> purpose(vault, tx));
        ChatChanged changed = vault.chat().gate().serve(id, purpose, vault.actor(Via.COMMAND));
        return switch (changed) {
            case ChatChanged.Done _ -> {
                Room now = Steps.read(vault, tx -> FindChat.room(vault, tx, id.text()));
                ChatLine.show(now, vault, out);
                yield Exit.DONE;
            }
            case ChatChanged.Refused _ -> new ChatChanging(vault, out).tell(changed);
        };
    }

    private Purpose purpose(Workspace vault, Tx tx) throws VaultException, Failure {
        if (caseId.isPresent()) {
            return new Purpose.OfCase(Find.caseOf(vault, tx, caseId.get()).id());
        }
        return team ? new Purpose.Team() : new Purpose.Group();
    }
}
