package guichet.tui.screen;

import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.gate.SignalRefusal;
import guichet.inbox.signal.SignalMessages.Reader;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
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

/// Who can be written to on Signal, as it is completed while somebody types, and what is known of whoever was chosen.
final class SignalBook {
    private static final int ANSWERS = 9;

    private final Shell shell;
    private final Office.Latest asked = new Office.Latest();
    private List<CompletedField.Suggestion> all = List.of();
    private List<Line> statements = List.of();

    /// @param loaded run once everyone is there, for whoever has begun to type
    SignalBook(Shell shell, Runnable loaded) {
        this.shell = shell;
        shell.office().read(tx -> everyone(shell, tx), found -> {
            all = found;
            loaded.run();
        });
    }

    /// Ourselves apart.
    static List<CompletedField.Suggestion> everyone(Shell shell, Tx tx) throws VaultException {
        List<CompletedField.Suggestion> found = new ArrayList<>();
        for (SignalIdentity identity : shell.desk().signal().identities().list(tx)) {
            Optional<SignalRecipient> who = identity.shown();
            if (who.isPresent() && !isOurs(shell, tx, identity)) {
                String name = shell.desk().signal().desk().names().of(tx, who.get());
                found.add(new CompletedField.Suggestion(who.get().text(), shell.line("compose.on-signal", name)));
            }
        }
        return found;
    }

    private static boolean isOurs(Shell shell, Tx tx, SignalIdentity identity) throws VaultException {
        return shell.desk().signal().accounts().list(tx).stream()
                .anyMatch(account -> identity.number().equals(Optional.of(account.number())));
    }

    /// Those whose name or number holds what was typed.
    List<CompletedField.Suggestion> suggest(String typed) {
        return among(all, typed);
    }

    static List<CompletedField.Suggestion> among(List<CompletedField.Suggestion> all, String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return all.stream().filter(each -> !each.value().equals(typed)
                && (each.value() + " " + each.shown()).toLowerCase(Locale.ROOT).contains(wanted)).toList();
    }

    /// Asks the vault again what is known of the recipient, and for what is quoted.
    void look(Optional<SignalRecipient> to, Optional<MessageId> quoted) {
        shell.office().read(asked, tx -> {
            List<Line> lines = new ArrayList<>();
            if (to.isPresent()) {
                lines.add(statement(tx, to.get()));
                lines.addAll(SignalText.timer(shell, tx, to.get()));
            }
            if (quoted.isPresent()) {
                quote(tx, quoted.get()).ifPresent(lines::add);
            }
            return lines;
        }, found -> statements = found);
    }

    List<Line> statements() {
        return statements;
    }

    private Line statement(Tx tx, SignalRecipient to) throws VaultException {
        Printable name = Printable.line(shell.desk().signal().desk().names().of(tx, to) + "  ");
        if (to instanceof SignalRecipient.Group group) {
            return group(tx, Line.of(Role.PLAIN, name), group);
        }
        Optional<SignalIdentity> known = shell.desk().signal().identities().find(tx, to);
        if (known.isEmpty()) {
            return Line.of(Role.PLAIN, name).and(Role.EXPOSED,
                    Printable.line("✗ " + shell.texts().of(SignalRefusal.Why.UNKNOWN_RECIPIENT)));
        }
        String trust = shell.texts().of(known.get().trust());
        return known.get().trust().isTrusted()
                ? Line.of(Role.PLAIN, name).and(Role.SAFE, Printable.line("✓ " + trust))
                : Line.of(Role.PLAIN, name).and(Role.EXPOSED, Printable.line("✗ " + trust));
    }

    private Line group(Tx tx, Line name, SignalRecipient.Group group) throws VaultException {
        int untrusted = 0;
        List<Reader> readers = shell.desk().signal().messages().readers(tx, group);
        for (Reader reader : readers) {
            boolean trusted = shell.desk().signal().identities().find(tx, reader.id())
                    .filter(known -> known.trust().isTrusted()).isPresent();
            untrusted += trusted ? 0 : 1;
        }
        if (!readers.stream().allMatch(Reader::lookedAt)) {
            return name.and(Role.EXPOSED, shell.line("compose.group-new", readers.size(), untrusted));
        }
        return untrusted == 0
                ? name.and(Role.SAFE, shell.line("compose.group-known", readers.size()))
                : name.and(Role.WARNING, shell.line("compose.group-unknown", readers.size(), untrusted));
    }

    private Optional<Line> quote(Tx tx, MessageId quoted) throws VaultException {
        Optional<Message> answered = shell.desk().messages().show(tx, quoted);
        return answered.map(message -> Line.of(Role.DIM, shell.line("compose.answers").fit(ANSWERS))
                .and(Role.QUOTE, Printable.line("> " + message.body().lines().findFirst().orElse(""))));
    }
}
