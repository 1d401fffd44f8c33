package guichet.tui.screen;

import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.KeyChoice;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.CompletedField;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of the people being written to: completion from the contacts, and, live, by which key each of them could
/// be encrypted to now.
final class Recipients {
    private final Shell shell;
    private final Office.Latest asked = new Office.Latest();
    private Known known = new Known(List.of(), List.of());
    private List<Line> statements = List.of();

    /// @param onSignal the same people, and others, by what they have there
    private record Known(List<Contact> contacts, List<CompletedField.Suggestion> onSignal) {
    }

    /// @param loaded run once the contacts are there, for whoever has begun to type
    Recipients(Shell shell, Runnable loaded) {
        this.shell = shell;
        shell.office().read(tx -> new Known(shell.desk().contacts().list(tx), SignalBook.everyone(shell, tx)),
                found -> {
                    known = found;
                    loaded.run();
                });
    }

    /// Contacts whose name or address holds what was typed, by mail and on Signal.
    List<CompletedField.Suggestion> suggest(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<CompletedField.Suggestion> found = new ArrayList<>();
        for (Contact contact : known.contacts()) {
            for (Address address : contact.addresses()) {
                String shown = contact.name() + " <" + address + ">";
                if (shown.toLowerCase(Locale.ROOT).contains(wanted) && !address.value().equals(typed)) {
                    found.add(new CompletedField.Suggestion(address.value(), Printable.line(shown)));
                }
            }
        }
        found.addAll(SignalBook.among(known.onSignal(), typed));
        return found;
    }

    /// A line for each recipient; asks the vault again.
    void look(List<String> typed) {
        shell.office().read(asked, tx -> {
            List<Statement> found = new ArrayList<>();
            for (String each : typed) {
                found.add(statement(tx, each));
            }
            return found;
        }, found -> statements = found.stream().map(this::line).toList());
    }

    List<Line> statements() {
        return statements;
    }

    private record Statement(String typed, Optional<KeyChoice> choice) {
    }

    private Statement statement(Tx tx, String typed) throws VaultException {
        Optional<Address> address = Address.parse(typed);
        return new Statement(typed, address.isEmpty()
                ? Optional.empty()
                : Optional.of(shell.desk().keyring().choose(tx, address.get(), shell.clock().instant())));
    }

    private Line line(Statement statement) {
        Printable who = Printable.line(statement.typed + "  ");
        if (statement.choice.isEmpty()) {
            return Line.of(Role.PLAIN, who).and(Role.ERROR, shell.line("recipient.not-an-address"));
        }
        return switch (statement.choice.get()) {
            case KeyChoice.Usable usable -> Line.of(Role.PLAIN, who).and(Role.SAFE,
                    shell.line("recipient.usable", shell.texts().of(usable.known().trust())));
            case KeyChoice.Unusable unusable ->
                Line.of(Role.PLAIN, who).and(Role.EXPOSED, Printable.line("✗ " + shell.texts().of(unusable.why())));
        };
    }
}
