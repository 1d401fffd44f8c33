package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.SignalIdentityId;
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

    @Option(names = "--address", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> addresses = new ArrayList<>();

    @Option(names = "--signal", arity = "1..*", paramLabel = "WHO")
    List<String> signal = new ArrayList<>();

    @Option(names = "--language", paramLabel = "fr|en")
    Optional<String> language = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (addresses.isEmpty() && signal.isEmpty()) {
            throw new Failure(Exit.USAGE, "contact-without-address");
        }
        ContactGroup.show(Steps.write(vault, tx -> {
            List<SignalIdentityId> met = new ArrayList<>();
            for (String who : signal) {
                met.add(ContactGroup.met(vault, tx, who));
            }
            Contact added = ContactGroup.done(addresses.isEmpty()
                    ? vault.contacts().addOnSignal(tx, name, met.getFirst())
                    : vault.contacts().add(tx, name, addresses), name);
            if (addresses.isEmpty()) {
                vault.signal().decisions().linked(tx, met.getFirst(), added.id(), vault.actor(Via.COMMAND));
            }
            for (SignalIdentityId who : met) {
                ContactGroup.link(vault, tx, added, who);
            }
            return ContactGroup.Known.of(vault, tx, language.isEmpty()
                    ? added
                    : ContactGroup.done(vault.contacts().speaks(tx, added.id(), language.get()), language.get()));
        }), out);
        return Exit.DONE;
    }
}
