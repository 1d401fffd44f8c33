package guichet.tui.command;

import guichet.inbox.MessageId;
import guichet.inbox.cases.ContactKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A contact in the clear that happened elsewhere, counted as an exposure.
@Command(name = "contact")
final class CaseContact implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--kind", required = true, paramLabel = "call|meeting|letter")
    ContactKind kind = ContactKind.CALL;

    @Option(names = "--body-file", required = true, paramLabel = "FILE|-")
    Optional<Path> bodyFile = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String text = new TextInput(in.around()).read(bodyFile.orElseThrow());
        MessageId contact = Steps.write(vault, tx -> vault.cases().contactInClear(tx,
                Find.caseOf(vault, tx, id).id(), kind, text, vault.actor(Via.COMMAND)).orElseThrow());
        out.answer(new JsonLine().put("id", contact.toString()).put("case", id).put("kind", kind.word()),
                out.sentences().tell("case.contacted", id));
        return Exit.DONE;
    }
}
