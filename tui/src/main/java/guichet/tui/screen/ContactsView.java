package guichet.tui.screen;

import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.SignalIdentity;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The people outside, their addresses, their language and the keys of each.
final class ContactsView {
    private final Shell shell;
    private final ListLayer<Contact> list;

    ContactsView(Shell shell) {
        this.shell = shell;
        this.list = new ListLayer<>(shell, shell.line("contacts.title"), shell.line("contacts.none"),
                tx -> shell.desk().contacts().list(tx), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("contacts.open"), this::sheet),
                        ListLayer.Act.anytime("a", shell.line("contacts.add"), this::add)));
    }

    @FunctionalInterface
    private interface Change extends guichet.keystore.vault.Work<ContactChange> {
    }

    void open() {
        list.open();
    }

    private void paint(Canvas row, Contact contact) {
        int x = row.put(0, 0, Printable.line(contact.name()).fit(Math.max(12, row.columns() / 3)), Role.PLAIN);
        row.put(x + 1, 0, addresses(contact).cut(Math.max(0, row.columns() - x - 1)), Role.DIM);
    }

    private static Printable addresses(Contact contact) {
        return Printable.line(String.join(", ", contact.addresses().stream().map(Address::value).toList()));
    }

    private void sheet(Contact contact) {
        shell.office().read(tx -> shell.desk().signal().identities().ofContact(tx, contact.id()),
                onSignal -> sheet(contact, onSignal));
    }

    private void sheet(Contact contact, List<SignalIdentity> onSignal) {
        List<Line> lines = new ArrayList<>();
        contact.addresses().forEach(address -> lines.add(Line.of(Role.PLAIN, Printable.line(address.value()))));
        onSignal.forEach(who -> lines.add(shell.line(Role.PLAIN, "contacts.on-signal", SignalReading.name(who),
                shell.texts().of(who.trust()))));
        lines.add(shell.line(Role.DIM, "contacts.language", contact.language().orElse("—")));
        List<Choice> choices = new ArrayList<>();
        contact.addresses().stream().findFirst().ifPresent(first -> {
            choices.add(new Choice('m', shell.line("command.new-message"),
                    () -> Compose.open(shell, Letter.about(first, Optional.empty(), "", ""))));
            choices.add(new Choice('k', shell.line("contacts.keys"), () -> new KeysView(shell).openFor(first)));
        });
        if (!onSignal.isEmpty()) {
            choices.add(new Choice('i', shell.line("command.safety-number"),
                    () -> new SafetySheet(shell).open(onSignal.getFirst().id())));
        }
        choices.add(new Choice('a', shell.line("contacts.add-address"), () -> addAddress(contact)));
        choices.add(new Choice('d', shell.line("contacts.request"), () -> new PersonRequest(shell).open(contact)));
        choices.add(new Choice('f', shell.line("contacts.french"), () -> speaks(contact, "fr")));
        choices.add(new Choice('e', shell.line("contacts.english"), () -> speaks(contact, "en")));
        Sheet.open(shell, Printable.line(contact.name()), lines, choices);
    }

    private void add() {
        Prompt.open(shell, shell.line("contacts.add"), shell.line("contacts.name-question"),
                name -> addresses(typed -> change(tx -> shell.desk().contacts().add(tx, name, typed))));
    }

    private void addAddress(Contact contact) {
        addresses(typed -> change(tx -> shell.desk().contacts().addAddress(tx, contact.id(), typed.getFirst())));
    }

    private void addresses(Consumer<List<Address>> then) {
        Prompt.open(shell, shell.line("contacts.add"), shell.line("contacts.address-question"), typed -> {
            List<Address> parsed = Stream.of(typed.split(",", -1)).flatMap(each -> Address.parse(each).stream())
                    .toList();
            if (parsed.isEmpty()) {
                shell.warn("notice.not-an-address", typed);
            } else {
                then.accept(parsed);
            }
        });
    }

    private void speaks(Contact contact, String language) {
        change(tx -> shell.desk().contacts().speaks(tx, contact.id(), language));
    }

    private void change(Change change) {
        shell.office().write(change, outcome -> {
            switch (outcome) {
                case ContactChange.Done done -> shell.tell("contacts.done", done.contact().name());
                case ContactChange.AddressTaken taken ->
                    shell.warn("contacts.address-taken", taken.address(), taken.by().name());
                case ContactChange.NoSuchContact _ -> shell.warn("contacts.gone");
                case ContactChange.Invalid invalid ->
                    shell.warn("contacts.invalid", shell.texts().of(invalid.broken()));
            }
            list.reload();
        });
    }
}
