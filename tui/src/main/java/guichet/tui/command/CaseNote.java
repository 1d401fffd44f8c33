package guichet.tui.command;

import guichet.inbox.MessageId;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// An internal note. It has no way out.
@Command(name = "note")
final class CaseNote implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--body-file", required = true, paramLabel = "FILE|-")
    Optional<Path> bodyFile = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String text = new TextInput(in.around()).read(bodyFile.orElseThrow());
        MessageId note = Steps.write(vault, tx -> vault.cases()
                .note(tx, Find.caseOf(vault, tx, id).id(), text, vault.actor(Via.COMMAND)).orElseThrow());
        out.answer(new JsonLine().put("id", note.toString()).put("case", id), out.sentences().tell("case.noted", id));
        return Exit.DONE;
    }
}
