package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Colleague.How;
import guichet.inbox.chat.Pinned;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// Puts people on the staff list by a file of vCards: one after the other, with name, address and fingerprint to look at before anything is written.
final class CardPinning {
    private final Shell shell;

    CardPinning(Shell shell) {
        this.shell = shell;
    }

    void ask() {
        Prompt.open(shell, shell.line("join.title"), shell.line("join.question"),
                path -> FileReading.content(shell, path, this::read));
    }

    private void read(byte[] content) {
        switch (VCardFile.read(content)) {
            case VCardFile.Read.Cards(List<StaffCard> cards, int skipped) -> {
                if (skipped > 0) {
                    shell.warn("join.skipped", skipped);
                }
                next(new ArrayDeque<>(cards));
            }
            case VCardFile.Read.Unreadable(VCardFile.Read.Why why) ->
                shell.warn("join.unreadable", shell.texts().of(why));
        }
    }

    private void next(Deque<StaffCard> cards) {
        if (cards.isEmpty()) {
            shell.changed().run();
            return;
        }
        StaffCard card = cards.removeFirst();
        shell.office().read(
                tx -> shell.desk().chat().pinning().look(tx, card, How.VCARD, shell.desk().actor()),
                looked -> show(card, looked, () -> next(cards)));
    }

    private void show(StaffCard card, Pinned looked, Runnable then) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, Printable.line(card.name() + " <" + card.address() + ">")));
        lines.add(Line.of(Role.STRONG, Printable.line("  " + card.certificate().fingerprint().spaced())));
        switch (looked) {
            case Pinned.Done _ -> {
                lines.add(shell.line(Role.PLAIN, "join.compare"));
                open(lines, Role.FRAME_FOCUSED,
                        how(Words.JOIN, then, how -> shell.office().write(
                                tx -> shell.desk().chat().pinning().pin(tx, card, how, shell.desk().actor()),
                                pinned -> after(pinned, card, then))));
            }
            case Pinned.OtherKeyPinned(Colleague there) -> {
                lines.add(shell.line(Role.WARNING, "join.other-key"));
                lines.add(Line.of(Role.WARNING, Printable.line("  " + there.key().spaced())));
                lines.add(shell.line(Role.PLAIN, "join.replace-text"));
                open(lines, Role.WARNING, how(Words.REPLACE, then, how -> replace(card, how, then)));
            }
            case Pinned.AlreadyThere _,Pinned.Ours _ -> then.run();
            case Pinned.PinnedElsewhere _,Pinned.NobodyThere _,Pinned.ContactOfCases _,Pinned.Unusable _,Pinned.TooLarge _ -> {
                lines.add(shell.line(Role.EXPOSED, refusal(looked), detail(looked)));
                open(lines, Role.ERROR, List.of(new Choice('n', shell.line("sheet.back"), then)));
            }
        }
    }

    private void open(List<Line> lines, Role role, List<Choice> choices) {
        Sheet.open(shell, role == Role.FRAME_FOCUSED ? Border.PLAIN : Border.HEAVY, role, shell.line("join.title"),
                lines,
                choices);
    }

    @FunctionalInterface
    private interface Decide {
        void by(How how);
    }

    /// What the choices are called.
    private record Words(String leave, String inPerson, String qr, String vcard) {
        static final Words JOIN = new Words("join.leave", "join.in-person", "join.qr", "join.vcard");
        static final Words REPLACE = new Words("replace.leave", "replace.in-person", "replace.qr", "replace.vcard");
    }

    private List<Choice> how(Words words, Runnable leave, Decide decide) {
        return List.of(new Choice('n', shell.line(words.leave()), leave),
                new Choice('v', shell.line(words.inPerson()), () -> decide.by(How.IN_PERSON)),
                new Choice('q', shell.line(words.qr()), () -> decide.by(How.QR)),
                new Choice('f', shell.line(words.vcard()), () -> decide.by(How.VCARD)));
    }

    private void replace(StaffCard card, How how, Runnable then) {
        Prompt.open(shell, shell.line("staff.replace"), shell.line("join.reason"),
                reason -> shell.office().write(tx -> shell.desk().chat().pinning().replaceKey(tx, card, how, reason,
                        shell.desk().actor()), pinned -> after(pinned, card, then)));
    }

    private void after(Pinned pinned, StaffCard card, Runnable then) {
        if (pinned instanceof Pinned.Done) {
            shell.tell("join.done", card.name());
            shell.desk().channels().keysChanged();
            shell.desk().channels().hurry();
            then.run();
        } else {
            shell.warn(refusal(pinned), detail(pinned));
        }
    }

    private static String refusal(Pinned pinned) {
        return switch (pinned) {
            case Pinned.Done _,Pinned.AlreadyThere _ -> "join.done";
            case Pinned.OtherKeyPinned _ -> "join.other-key";
            case Pinned.PinnedElsewhere _ -> "join.elsewhere";
            case Pinned.NobodyThere _ -> "join.nobody";
            case Pinned.ContactOfCases _ -> "join.contact";
            case Pinned.Ours _ -> "join.ours";
            case Pinned.Unusable _ -> "join.unusable";
            case Pinned.TooLarge _ -> "join.too-large";
        };
    }

    private String detail(Pinned pinned) {
        return switch (pinned) {
            case Pinned.PinnedElsewhere(Colleague there) -> there.address().value();
            case Pinned.ContactOfCases(List<CaseId> cases) ->
                cases.stream().map(CaseId::value).collect(Collectors.joining(", "));
            case Pinned.Unusable(var why) -> shell.texts().of(why);
            case Pinned.Done(Colleague there) -> there.name();
            case Pinned.AlreadyThere(Colleague there) -> there.name();
            case Pinned.OtherKeyPinned _,Pinned.NobodyThere _,Pinned.Ours _,Pinned.TooLarge _ -> "";
        };
    }
}
