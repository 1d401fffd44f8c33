package guichet.tui.command;

import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Person;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "remove")
final class PersonRemove implements Action.InVault {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Person person = Steps.read(vault, tx -> Find.person(vault, tx, name));
        if (person.id().equals(vault.person().id())) {
            throw new Failure(Exit.USAGE, "not-yourself");
        }
        SlotId slot = vault.vault().read(tx -> vault.people().slot(tx, person.id())).orElseThrow();
        vault.vault().rekeyWithout(slot, tx -> vault.journal().append(tx, JournalKind.PERSON_REMOVED,
                Payload.by(vault.actor(Via.COMMAND)).saying(person.name())));
        List<String> shared = vault.vault().read(vault.people()::sharedKeys).stream()
                .map(each -> each.address().value()).toList();
        out.answer(new JsonLine().put("removed", person.name()).put("key", person.key().hex()).strings("sharedFor",
                shared), out.sentences().tell("person.removed", person.name()));
        out.tell("person.removed-key", person.name(), person.key().hex());
        if (!shared.isEmpty()) {
            out.tell("person.removed-shared", String.join(", ", shared));
        }
        return Exit.DONE;
    }
}
