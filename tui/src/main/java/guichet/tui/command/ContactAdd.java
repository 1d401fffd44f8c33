package guichet.tui.command;

import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "add")
final class ContactAdd implements Action.InVault {
    @Option(names = "--name", required = true, paramLabel = "NAME")
    String name = "";

    @Option(names = "--address", required = true, arity = "1..*", paramLabel = "ADDRESS")
    List<Address> addresses = new ArrayList<>();

    @Option(names = "--language", paramLabel = "fr|en")
    Optional<String> language = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        ContactGroup.show(Steps.write(vault, tx -> {
            Contact added = ContactGroup.done(vault.contacts().add(tx, name, addresses), name);
            return language.isEmpty()
                    ? added
                    : ContactGroup.done(vault.contacts().speaks(tx, added.id(), language.get()), language.get());
        }), out);
        return Exit.DONE;
    }
}
