package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.MovedToSignal;
import guichet.inbox.gate.Refusal;
import guichet.inbox.gate.Refusal.Remedy;
import guichet.inbox.gate.SignalMove;
import guichet.inbox.gate.Verdict;
import guichet.keystore.Address;
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

/// Why nothing left, for each recipient in one sentence, and the ways out: the safe ones first, the override last.
final class RefusalSheet {
    private final Shell shell;
    private final Compose compose;
    private final Sending sending;
    private final Verdict.Refused refused;

    RefusalSheet(Shell shell, Compose compose, Sending sending, Verdict.Refused refused) {
        this.shell = shell;
        this.compose = compose;
        this.sending = sending;
        this.refused = refused;
    }

    void open() {
        List<Line> lines = new ArrayList<>();
        for (Refusal refusal : refused.refusals()) {
            lines.add(Line.of(Role.STRONG, Printable.line(refusal.recipient().value())));
            lines.add(Line.of(Role.EXPOSED, Printable.line("✗ " + shell.texts().of(refusal.why()))));
        }
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "refusal.kept"));
        Sheet.open(shell, Border.HEAVY, Role.ERROR, shell.line("refusal.title"), lines, choices());
    }

    /// The ways out of all refusals together, each once, in the gate's order.
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
            case SIGNAL -> 's';
            case FIND_KEY -> 't';
            case IMPORT_KEY -> 'i';
            case ACCEPT_KEY -> 'a';
            case VERIFY_KEY -> 'v';
            case DECIDE_KEY -> 'd';
            case ASK_KEY -> 'm';
            case EXTEND_OWN_KEY -> 'x';
            case ADD_ACCOUNT -> 'c';
            case REMOVE_RECIPIENT -> 'r';
            case OVERRIDE -> 'C';
        };
    }

    private List<Address> concerned(Remedy remedy) {
        return refused.refusals().stream().filter(refusal -> refusal.remedies().contains(remedy))
                .map(Refusal::recipient)
                .distinct().toList();
    }

    private void act(Remedy remedy) {
        Address first = concerned(remedy).getFirst();
        switch (remedy) {
            case SIGNAL -> toSignal();
            case FIND_KEY, ACCEPT_KEY, VERIFY_KEY, DECIDE_KEY -> new KeysView(shell).openFor(first);
            case IMPORT_KEY -> new KeyImport(shell).ask();
            case ASK_KEY -> ask(first);
            case EXTEND_OWN_KEY -> new ExtendKey(shell).askFor(first);
            case ADD_ACCOUNT -> AccountForm.open(shell);
            case REMOVE_RECIPIENT -> concerned(remedy).forEach(compose::remove);
            case OVERRIDE -> override();
        }
    }

    /// The text is a draft for Signal from now on, to be looked at and sent there.
    private void toSignal() {
        Desk desk = shell.desk();
        SignalMove move = desk.signal().desk().move();
        shell.office().write(tx -> move.move(tx, refused.draft(), desk.actor()), moved -> {
            switch (moved) {
                case MovedToSignal.Moved now -> {
                    compose.close();
                    SignalCompose.open(shell, SignalLetter.of(now.draft()));
                    shell.tell("notice.moved-to-signal");
                }
                case MovedToSignal.TooLong _ -> shell.warn("notice.too-long-for-signal");
                case MovedToSignal.SeveralRecipients _,MovedToSignal.NotOnSignal _,MovedToSignal.DraftGone _ ->
                    shell.warn("notice.not-moved-to-signal");
            }
            shell.changed().run();
        });
    }

    /// A text that says how to be reached safely, in their language, and nothing of what was to be written.
    private void ask(Address recipient) {
        Optional<CaseId> caseId = refused.draft().caseId();
        shell.office().read(tx -> shell.desk().contacts().find(tx, recipient), contact -> {
            AskTemplate template = AskTemplate.in(contact.flatMap(known -> known.language()), shell.texts());
            Compose.open(shell, Letter.about(recipient, caseId, template.subject(),
                    template.body(shell.desk().person().name())));
            shell.tell("notice.ask-in-clear");
        });
    }

    /// The safer ways that the sheet offers, as they stand beside the override.
    private List<String> safer() {
        return refused.refusals().stream().flatMap(refusal -> refusal.remedies().stream())
                .filter(remedy -> remedy != Remedy.OVERRIDE && remedy != Remedy.REMOVE_RECIPIENT).distinct()
                .map(remedy -> shell.texts().of(remedy)).toList();
    }

    /// In the clear goes only what never was encrypted; what had to be taken out is said.
    private void override() {
        MailDraft draft = refused.draft();
        shell.office().look(shell.texts().say("work.reading"), _ -> cleaned(draft),
                cleaned -> OverrideDialog.open(shell, sending, cleaned, concerned(Remedy.OVERRIDE), safer()));
    }

    private OverrideDialog.Cleaned cleaned(MailDraft draft) throws VaultException {
        MailDraft bare = shell.desk().gate().bare(draft);
        boolean same = bare.subject().equals(draft.subject()) && bare.body().equals(draft.body());
        return new OverrideDialog.Cleaned(new Verdict.Refused(bare, refused.refusals()),
                same ? OverrideDialog.Change.NONE : OverrideDialog.Change.STRIPPED,
                shell.desk().gate().filesOnceEncrypted(bare));
    }
}
