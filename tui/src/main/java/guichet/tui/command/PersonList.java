package guichet.tui.command;

import guichet.keystore.Person;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "list")
final class PersonList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        for (Person person : vault.vault().read(tx -> vault.people().list(tx))) {
            out.content(
                    new JsonLine().put("name", person.name()).put("address", person.address().value())
                            .put("fingerprint", person.key().hex()),
                    "%-20s  %s  %s".formatted(person.name(), person.address(), person.key().spaced()));
        }
        return Exit.DONE;
    }
}
