package guichet.tui.command;

import guichet.inbox.Case;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class CaseShow implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Result(Case shown, List<Contact> contacts, List<Summary> messages) {
        }
        Result result = Steps.read(vault, tx -> {
            Case shown = Find.caseOf(vault, tx, id);
            List<Contact> contacts = new ArrayList<>();
            for (ContactId contact : vault.cases().contacts(tx, shown.id())) {
                vault.contacts().show(tx, contact).ifPresent(contacts::add);
            }
            List<Summary> messages = out.form() == Output.Form.JSON
                    ? List.of()
                    : vault.messages().list(tx, MessageFilter.inCase(shown.id(), shown.messages()));
            return new Result(shown, contacts, messages);
        });
        List<JsonLine> contacts = result.contacts().stream().map(contact -> new JsonLine()
                .put("id", Long.toString(contact.id().value())).put("name", contact.name())
                .strings("addresses", contact.addresses().stream().map(Address::value).toList())).toList();
        StringBuilder text = new StringBuilder(CaseLine.text(result.shown(), out.sentences()));
        result.contacts().forEach(contact -> text.append("\n    ").append(Sentences.safe(contact.name())).append(" ")
                .append(contact.addresses()));
        result.messages().forEach(message -> text.append('\n')
                .append(MessageLine.text(message, vault.clock(), out.sentences())));
        out.content(CaseLine.json(result.shown()).objects("contacts", contacts), text.toString());
        return Exit.DONE;
    }
}
