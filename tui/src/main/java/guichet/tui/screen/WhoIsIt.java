package guichet.tui.screen;

import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.SignalIdentity;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// Says which contact somebody on Signal is, or makes one of them: from then on a refused mail to that contact can be moved to Signal. No
/// trust comes by it; journalled.
final class WhoIsIt {
    private final Shell shell;
    private final SignalIdentity who;

    WhoIsIt(Shell shell, SignalIdentity who) {
        this.shell = shell;
        this.who = who;
    }

    void ask() {
        List<ListLayer.Act<Contact>> acts = List.of(
                ListLayer.Act.onRow("", shell.line("who.this-one"), this::link),
                ListLayer.Act.anytime("a", shell.line("who.new"), this::make));
        new ListLayer<Contact>(shell, shell.line("who.title", SignalReading.name(who)), shell.line("who.none"),
                tx -> shell.desk().contacts().list(tx), WhoIsIt::paint, acts).open();
    }

    private static void paint(Canvas row, Contact contact) {
        int x = row.put(0, 0, Printable.line(contact.name()).fit(Math.max(12, row.columns() / 3)), Role.PLAIN) + 1;
        Printable addresses = Printable
                .line(String.join(", ", contact.addresses().stream().map(Address::value).toList()));
        row.put(x, 0, addresses.cut(Math.max(0, row.columns() - x)), Role.DIM);
    }

    private void link(Contact contact) {
        shell.office().write(tx -> shell.desk().signal().decisions().link(tx, who.id(), contact.id(),
                shell.desk().actor()), _ -> done(contact));
    }

    private void make() {
        Prompt.open(shell, shell.line("who.new"), shell.line("contacts.name-question"),
                name -> shell.office().write(tx -> {
                    ContactChange made = shell.desk().contacts().addOnSignal(tx, name, who.id());
                    if (made instanceof ContactChange.Done(Contact contact)) {
                        shell.desk().signal().decisions().linked(tx, who.id(), contact.id(), shell.desk().actor());
                    }
                    return made;
                }, made -> {
                    switch (made) {
                        case ContactChange.Done(Contact contact) -> done(contact);
                        case ContactChange.Invalid invalid ->
                            shell.warn("contacts.invalid", shell.texts().of(invalid.broken()));
                        case ContactChange.AddressTaken _,ContactChange.NoSuchContact _ -> shell.warn("contacts.gone");
                    }
                }));
    }

    private void done(Contact contact) {
        shell.layers().closeAll();
        shell.tell("who.done", SignalReading.name(who), contact.name());
        shell.changed().run();
    }
}
