package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a room: the team's, a case's, a group's, or a conversation with one colleague.
@Command(name = "new")
final class ChatNew implements Action.InVault {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    Optional<String> name = Optional.empty();

    @Option(names = "--team")
    boolean team;

    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--with", paramLabel = "WHO")
    Optional<String> with = Optional.empty();

    @Option(names = "--member", arity = "1..*", paramLabel = "WHO")
    List<String> members = new ArrayList<>();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        check();
        NewRoom room = Steps.read(vault, tx -> room(vault, tx, out.sentences()));
        return new ChatChanging(vault, out).tell(vault.chat().gate().create(room, vault.actor(Via.COMMAND)));
    }

    private void check() throws Failure {
        long kinds = Stream.of(team, caseId.isPresent(), with.isPresent()).filter(given -> given).count();
        if (kinds > 1) {
            throw new Failure(Exit.USAGE, "one-of", "--team", "--case, --with");
        }
        if (kinds == 0 && name.isEmpty()) {
            throw new Failure(Exit.USAGE, "room-needs-name");
        }
        if (with.isPresent() && (name.isPresent() || !members.isEmpty())) {
            throw new Failure(Exit.USAGE, "direct-is-two");
        }
    }

    private NewRoom room(Workspace vault, Tx tx, Sentences sentences) throws VaultException, Failure {
        FindChat.seat(vault, tx);
        if (with.isPresent()) {
            return new NewRoom.Direct(FindChat.colleague(vault, tx, with.get()).key());
        }
        List<Fingerprint> keys = new ArrayList<>();
        for (String member : members) {
            keys.add(FindChat.colleague(vault, tx, member).key());
        }
        if (team) {
            return new NewRoom.Team(name.orElseGet(() -> sentences.tell("chat.team")), keys);
        }
        if (caseId.isPresent()) {
            CaseId id = Find.caseOf(vault, tx, caseId.get()).id();
            return new NewRoom.OfCase(id, name.orElse(id.value()), keys);
        }
        return new NewRoom.Group(name.orElseThrow(), keys);
    }
}
