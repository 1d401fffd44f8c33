package guichet.tui.command;

import guichet.inbox.Summary;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "untag")
final class CaseUntag implements Action.InVault {
    @Parameters(arity = "1..*", paramLabel = "MSG")
    List<String> messages = new ArrayList<>();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        List<Summary> now = Steps.write(vault, tx -> {
            List<Summary> all = new ArrayList<>();
            for (String typed : messages) {
                vault.messages().unfile(tx, Find.message(vault, tx, typed).summary().id(), vault.actor(Via.COMMAND));
                all.add(Find.message(vault, tx, typed).summary());
            }
            return all;
        });
        now.forEach(summary -> out.content(MessageLine.json(summary),
                MessageLine.text(summary, vault.clock(), out.sentences())));
        return Exit.DONE;
    }
}
