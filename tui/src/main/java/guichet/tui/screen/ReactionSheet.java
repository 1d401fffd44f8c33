package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.gate.SignalReacted;
import guichet.inbox.gate.SignalReaction.How;
import guichet.inbox.gate.SignalRefusal;
import guichet.inbox.signal.SignalDetails;
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

/// An emoji for a message on Signal, or taking ours back: through the gate, as words go, since it tells that somebody here has read.
final class ReactionSheet {
    private static final List<String> SOME = List.of("👍", "❤️", "🙏", "😊", "😢", "✅");

    private final Shell shell;

    ReactionSheet(Shell shell) {
        this.shell = shell;
    }

    void open(Reading reading) {
        if (reading.message().summary().channel() != Channel.SIGNAL) {
            shell.warn("notice.cannot-react");
            return;
        }
        MessageId id = reading.message().summary().id();
        shell.office().read(tx -> ours(tx, id), ours -> open(id, ours));
    }

    private void open(MessageId id, Optional<String> ours) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < SOME.size(); i++) {
            String emoji = SOME.get(i);
            choices.add(new Choice((char) ('1' + i), Printable.line(emoji), () -> react(id, emoji, How.PUT)));
        }
        ours.ifPresent(emoji -> choices.add(new Choice('t', shell.line("reaction.take-back", emoji),
                () -> react(id, emoji, How.TAKEN_BACK))));
        choices.add(new Choice('n', shell.line("sheet.back"), () -> {
        }));
        Sheet.open(shell, shell.line("reaction.title"), List.of(shell.line(Role.PLAIN, "reaction.text")), choices);
    }

    /// What stands there from one of our accounts.
    private Optional<String> ours(Tx tx, MessageId id) throws VaultException {
        List<SignalRecipient> us = shell.desk().signal().accounts().list(tx).stream()
                .<SignalRecipient>map(account -> account.number()).toList();
        Optional<SignalDetails> details = shell.desk().signal().messages().details(tx, id);
        if (details.isPresent()) {
            for (SignalDetails.Reaction reaction : details.get().reactions()) {
                Optional<SignalIdentity> by = shell.desk().signal().identities().find(tx, reaction.by());
                if (by.flatMap(SignalIdentity::number).filter(us::contains).isPresent()) {
                    return Optional.of(reaction.emoji());
                }
            }
        }
        return Optional.empty();
    }

    private void react(MessageId id, String emoji, How how) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().signal().desk().gate().react(id, emoji, how), outcome -> {
                    switch (outcome) {
                        case SignalReacted.Queued _ -> {
                            shell.desk().channels().hurry();
                            shell.tell("notice.reaction-leaves");
                            shell.changed().run();
                        }
                        case SignalReacted.NoSuchMessage _ -> shell.warn("notice.cannot-react");
                        case SignalReacted.Refused refused -> refused(refused.refusals());
                    }
                });
    }

    private void refused(List<SignalRefusal> refusals) {
        List<Line> lines = new ArrayList<>();
        refusals.forEach(refusal -> lines
                .add(Line.of(Role.EXPOSED, Printable.line("✗ " + shell.texts().of(refusal.why())))));
        SignalRefusal first = refusals.getFirst();
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        if (first.remedies().contains(SignalRefusal.Remedy.LOOK_AT_IDENTITY)) {
            choices.add(new Choice('v', Printable.line(shell.texts().of(SignalRefusal.Remedy.LOOK_AT_IDENTITY)),
                    () -> new SafetySheet(shell).open(first.recipient())));
        }
        Sheet.open(shell, Border.HEAVY, Role.ERROR, shell.line("refusal.title"), lines, choices);
    }
}
