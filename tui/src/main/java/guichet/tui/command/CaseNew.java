package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new")
final class CaseNew implements Action.InVault {
    @Parameters(arity = "0..1", paramLabel = "TITLE")
    Optional<String> title = Optional.empty();

    @Option(names = "--title-file", paramLabel = "FILE")
    Optional<Path> titleFile = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (title.isPresent() && titleFile.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "TITLE", "--title-file");
        }
        String named = new TextInput(in.around()).line(titleFile, title).map(String::strip)
                .filter(text -> !text.isEmpty()).orElseThrow(() -> new Failure(Exit.USAGE, "title-missing"));
        CaseLine.changed(Steps.write(vault, tx -> Find.caseOf(vault, tx,
                vault.cases().open(tx, named, vault.actor(Via.COMMAND)).value())), out);
        return Exit.DONE;
    }
}
