package guichet.tui.screen;

import guichet.inbox.gate.SignalRefusal;
import guichet.inbox.gate.SignalRefusal.Remedy;
import guichet.inbox.gate.SignalVerdict;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Why nothing left for Signal, for each person in one sentence, and the ways out. None of them is an override: there is none on Signal.
final class SignalRefusalSheet {
    private final Shell shell;
    private final SignalCompose compose;
    private final SignalVerdict.Refused refused;

    SignalRefusalSheet(Shell shell, SignalCompose compose, SignalVerdict.Refused refused) {
        this.shell = shell;
        this.compose = compose;
        this.refused = refused;
    }

    void open() {
        shell.office().read(this::lines, lines -> Sheet.open(shell, Border.HEAVY, Role.ERROR,
                shell.line("refusal.title"), lines, choices()));
    }

    private List<Line> lines(Tx tx) throws VaultException {
        List<Line> lines = new ArrayList<>();
        for (SignalRefusal refusal : refused.refusals()) {
            lines.add(Line.of(Role.STRONG,
                    Printable.line(shell.desk().signal().desk().names().of(tx, refusal.recipient()))));
            lines.add(Line.of(Role.EXPOSED, Printable.line("✗ " + shell.texts().of(refusal.why()))));
        }
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "refusal.kept"));
        return lines;
    }

    private List<Choice> choices() {
        Set<Remedy> remedies = new TreeSet<>();
        refused.refusals().forEach(refusal -> remedies.addAll(refusal.remedies()));
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice('n', shell.line("refusal.back"), () -> {
        }));
        for (Remedy remedy : remedies) {
            choices.add(new Choice(letter(remedy), Printable.line(shell.texts().of(remedy)), () -> act(remedy)));
        }
        return choices;
    }

    private static char letter(Remedy remedy) {
        return switch (remedy) {
            case LOOK_AT_IDENTITY -> 'v';
            case LOOK_AT_GROUP -> 'g';
            case ADD_CONTACT -> 'a';
            case ADD_ACCOUNT -> 'c';
            case REMOVE_QUOTE -> 'z';
            case MAIL -> 'm';
        };
    }

    private void act(Remedy remedy) {
        SignalRecipient first = refused.refusals().stream().filter(refusal -> refusal.remedies().contains(remedy))
                .map(SignalRefusal::recipient).findFirst().orElseThrow();
        switch (remedy) {
            case LOOK_AT_IDENTITY -> new SafetySheet(shell).open(first);
            case LOOK_AT_GROUP -> lookAt(first);
            case ADD_CONTACT -> meet(first);
            case ADD_ACCOUNT -> new AccountsView(shell).open();
            case REMOVE_QUOTE -> compose.removeQuote();
            case MAIL -> mail(refused.draft().to());
        }
    }

    private void lookAt(SignalRecipient who) {
        if (who instanceof SignalRecipient.Group group) {
            new GroupSheet(shell, group).open();
        }
    }

    /// Somebody who has never written: written down, so that a person can say that their first safety number is to be taken.
    private void meet(SignalRecipient who) {
        shell.office().write(tx -> shell.desk().signal().identities().named(tx, who, shell.clock().instant()), met -> {
            if (met.isPresent()) {
                new SafetySheet(shell).open(met.get());
            } else {
                shell.warn("notice.signal-write-first");
            }
        });
    }

    /// To the address of their contact, where there is one.
    private void mail(SignalRecipient who) {
        shell.office().read(tx -> address(tx, who), compose::byMail);
    }

    private Optional<Address> address(Tx tx, SignalRecipient who) throws VaultException {
        Optional<SignalIdentity> known = shell.desk().signal().identities().find(tx, who);
        Optional<Contact> contact = known.isPresent() && known.get().contact().isPresent()
                ? shell.desk().contacts().show(tx, known.get().contact().get())
                : Optional.empty();
        return contact.flatMap(found -> found.addresses().stream().findFirst());
    }
}
