package guichet.tui.screen;

import guichet.inbox.signal.SignalDecisions.Decider;
import guichet.keystore.Contact;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
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

/// Somebody's safety number on Signal: the one that was looked at, by whom and when, the one that they have now, and deciding. Every
/// decision is about the number that stood on this sheet, and journalled with it.
final class SafetySheet {
    private static final int GROUPS_A_ROW = 4;
    private static final int GROUP = 6;

    private final Shell shell;

    SafetySheet(Shell shell) {
        this.shell = shell;
    }

    /// @param lookedAt the number of the last decision
    private record Known(SignalIdentity who, Optional<SafetyNumber> lookedAt, Optional<Contact> contact) {
        /// The number looked at, where it is not the present one.
        Optional<SafetyNumber> before() {
            return lookedAt.filter(then -> who.key().filter(then::isSameKey).isEmpty());
        }
    }

    /// Somebody who is written to on Signal; of a group, whoever said something in it.
    void open(SignalRecipient who) {
        if (who instanceof SignalRecipient.Group group) {
            new SignalPeople(shell).openMembers(group);
        } else {
            shell.office().read(tx -> shell.desk().signal().identities().find(tx, who), found -> found
                    .ifPresentOrElse(identity -> open(identity.id()), () -> shell.warn("safety.not-met", who.bare())));
        }
    }

    void open(SignalIdentityId id) {
        shell.office().read(tx -> known(tx, id),
                found -> found.ifPresentOrElse(this::show, () -> shell.warn("safety.gone")));
    }

    private Optional<Known> known(Tx tx, SignalIdentityId id) throws VaultException {
        Optional<SignalIdentity> found = shell.desk().signal().identities().find(tx, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SignalIdentity who = found.get();
        return Optional.of(new Known(who, shell.desk().signal().identities().lookedAt(tx, id),
                who.contact().isPresent() ? shell.desk().contacts().show(tx, who.contact().get()) : Optional.empty()));
    }

    private void show(Known known) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, name(known)));
        lines.add(state(known));
        decided(known.who()).ifPresent(lines::add);
        known.before().ifPresent(then -> {
            lines.add(shell.line(Role.DIM, "safety.before"));
            digits(lines, then, Role.DIM);
        });
        known.who().key().ifPresentOrElse(now -> {
            lines.add(shell.line(Role.DIM, "safety.now"));
            digits(lines, now, Role.STRONG);
            lines.add(shell.line(Role.DIM, "safety.where"));
        }, () -> lines.add(shell.line(Role.DIM, "safety.none-yet")));
        boolean alarm = isAlarming(known.who());
        Sheet.open(shell, alarm ? Border.HEAVY : Border.PLAIN, alarm ? Role.WARNING : Role.FRAME_FOCUSED,
                shell.line("safety.title"), lines, choices(known));
    }

    private List<Choice> choices(Known known) {
        SignalIdentity who = known.who();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice('n', shell.line("sheet.back"), () -> {
        }));
        Optional<SafetyNumber> now = who.key();
        if (now.isPresent()) {
            choices.add(new Choice('v', shell.line("safety.verify"), () -> verify(who, now.get())));
        }
        switch (who.trust()) {
            case UNKNOWN, CHANGED -> choices.add(new Choice('a', shell.line("safety.accept"), () -> accept(who)));
            case ACCEPTED, VERIFIED, DISTRUSTED -> {
            }
        }
        switch (who.trust()) {
            case UNKNOWN, CHANGED, ACCEPTED, VERIFIED ->
                choices.add(new Choice('x', shell.line("safety.distrust"), () -> distrust(who)));
            case DISTRUSTED -> {
            }
        }
        if (known.contact().isEmpty()) {
            choices.add(new Choice('c', shell.line("who.ask"), () -> new WhoIsIt(shell, who).ask()));
        }
        return choices;
    }

    private static boolean isAlarming(SignalIdentity who) {
        return switch (who.trust()) {
            case CHANGED -> true;
            case UNKNOWN, ACCEPTED, VERIFIED, DISTRUSTED -> false;
        };
    }

    private static Printable name(Known known) {
        return Printable.line(SignalReading.name(known.who(), known.contact()));
    }

    private Line state(Known known) {
        return switch (known.who().trust()) {
            case UNKNOWN -> shell.line(Role.WARNING, "safety.unknown");
            case CHANGED -> shell.line(Role.WARNING, "safety.changed");
            case ACCEPTED -> shell.line(Role.SAFE, "safety.accepted");
            case VERIFIED -> shell.line(Role.SAFE, "safety.verified");
            case DISTRUSTED -> shell.line(Role.ERROR, "safety.distrusted");
        };
    }

    private Optional<Line> decided(SignalIdentity who) {
        return who.when().map(when -> {
            String by = who.by().orElse(shell.texts().say("safety.by-setting"));
            String day = shell.moments().day(when);
            return who.how().filter(how -> !how.isBlank())
                    .map(how -> shell.line(Role.PLAIN, "safety.decided-how", day, by, how))
                    .orElseGet(() -> shell.line(Role.PLAIN, "safety.decided", day, by));
        });
    }

    /// As telephones show them; where the program told no digits, the key itself.
    private void digits(List<Line> lines, SafetyNumber number, Role role) {
        String text = number.digits().isEmpty()
                ? number.identityKey().replaceAll("(.{5})(?!$)", "$1 ")
                : number.digits();
        int row = GROUPS_A_ROW * GROUP;
        for (int from = 0; from < text.length(); from += row) {
            String piece = text.substring(from, Math.min(text.length(), from + row)).strip();
            lines.add(Line.of(role, Printable.line("    " + piece)));
        }
    }

    private void accept(SignalIdentity who) {
        shell.office().write(tx -> who.key().isPresent()
                ? shell.desk().signal().decisions().accept(tx, who.id(), who.key().get(), by())
                : shell.desk().signal().decisions().acceptFirst(tx, who.id(), by()), this::after);
    }

    private void verify(SignalIdentity who, SafetyNumber lookedAt) {
        Prompt.open(shell, shell.line("safety.title"), shell.line("safety.verify-question"),
                how -> shell.office().write(
                        tx -> shell.desk().signal().decisions().verify(tx, who.id(), lookedAt, how, by()),
                        this::after));
    }

    private void distrust(SignalIdentity who) {
        Prompt.open(shell, shell.line("safety.title"), shell.line("safety.distrust-question"),
                why -> shell.office().write(
                        tx -> shell.desk().signal().decisions().distrust(tx, who.id(), why, by()), this::after));
    }

    private Decider by() {
        return new Decider(shell.desk().actor(), shell.desk().person().id());
    }

    private void after(SignalDecided decided) {
        switch (decided) {
            case SignalDecided.Done _ -> {
                shell.tell("notice.key-decided");
                shell.desk().channels().hurry();
                shell.changed().run();
            }
            case SignalDecided.OtherNumberNow(SignalIdentity now) -> {
                shell.warn("safety.other-now");
                open(now.id());
            }
            case SignalDecided.NoNumberYet _ -> shell.warn("safety.not-seen-since");
            case SignalDecided.Distrusted _ -> shell.warn("safety.is-distrusted");
            case SignalDecided.Unknown _ -> shell.warn("safety.gone");
        }
    }
}
