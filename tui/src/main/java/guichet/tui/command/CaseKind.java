package guichet.tui.command;

import guichet.inbox.Case;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says what kind of case it is: the rule of that kind goes for it.
@Command(name = "kind")
final class CaseKind implements Action.InVault {
    private static final int LONGEST = 40;

    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "KIND")
    String kind = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        String word = kind.strip().toLowerCase(Locale.ROOT);
        if (word.length() > LONGEST) {
            throw new Failure(Exit.USAGE, "bad-rule");
        }
        Case found = Steps.write(vault, tx -> {
            Case its = Find.caseOf(vault, tx, id);
            vault.endings().retention().setKind(tx, its.id(), word);
            return its;
        });
        out.answer(CaseLine.json(found).put("kind", word), out.sentences().tell("case.kind", found.id(), word));
        return Exit.DONE;
    }
}
