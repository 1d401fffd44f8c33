package guichet.tui.screen;

import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.signal.SignalAccount;
import guichet.transports.signal.Releases.Age;
import guichet.transports.signal.SignalTrouble;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Printable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// One account in full: since when it was heard of, what is wrong, and for Signal how long the device stays linked.
final class AccountSheet {
    private final Shell shell;

    AccountSheet(Shell shell) {
        this.shell = shell;
    }

    /// An account, and how it fares.
    sealed interface About {
        record Mail(MailAccount account, AccountState state) implements About {
        }

        record Signal(SignalAccount account, SignalState fares) implements About {
        }
    }

    void open(About about) {
        switch (about) {
            case About.Mail(MailAccount account, AccountState state) -> mail(account, state);
            case About.Signal(SignalAccount account, SignalState fares) -> signal(account, fares);
        }
    }

    private void mail(MailAccount account, AccountState state) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, link(state)));
        lines.add(contact(state));
        state.error().ifPresent(error -> lines
                .add(Line.of(Role.WARNING, Printable.line(ChannelTrouble.sentence(error, shell.texts())))));
        lines.add(shell.line(Role.DIM, "accounts.reads-from", account.imap()));
        lines.add(shell.line(Role.DIM, "accounts.sends-by", account.smtp()));
        Sheet.open(shell, Printable.line(account.address().value()), lines, List.of(back()));
    }

    private void signal(SignalAccount account, SignalState fares) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, link(fares.state())));
        lines.add(contact(fares.state()));
        fares.daysLeft(shell.clock())
                .ifPresent(days -> lines.add(shell.line(Role.PLAIN, "signal.days-left", days)));
        fares.age(shell.clock()).ifPresent(age -> lines.add(program(age, fares)));
        for (String wrong : fares.wrong(shell)) {
            lines.add(Line.of(Role.WARNING, Printable.line(wrong)));
        }
        if (!fares.gaps().isEmpty()) {
            lines.add(Line.of(Role.WARNING, Printable.line(shell.texts().count("signal.gaps", fares.gaps().size()))));
        }
        List<Choice> choices = new ArrayList<>(List.of(back()));
        if (fares.state().error().flatMap(SignalTrouble::in).filter(SignalTrouble.NOT_LINKED::equals).isPresent()) {
            choices.add(new Choice('l', shell.line("link.anew"), () -> {
                shell.layers().closeAll();
                LinkView.open(shell, account.number(), account.program());
            }));
        }
        Sheet.open(shell, Printable.line("Signal " + account.number().e164()), lines, choices);
    }

    /// In the top row a dot is enough where all is well; here it has its word.
    private Printable link(AccountState state) {
        String told = shell.texts().of(state.link());
        return state.link() == AccountState.Link.ONLINE
                ? shell.line("accounts.online", told)
                : Printable.line(told);
    }

    private Choice back() {
        return new Choice('n', shell.line("sheet.back"), () -> {
        });
    }

    private Line contact(AccountState state) {
        return state.lastContact().map(at -> shell.line(Role.PLAIN, "accounts.last-contact", shell.moments().full(at)))
                .orElseGet(() -> shell.line(Role.PLAIN, "accounts.no-contact"));
    }

    private String day(LocalDate date) {
        return shell.moments().day(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Line program(Age age, SignalState fares) {
        String version = fares.version().orElse("");
        return switch (age) {
            case Age.Recent recent -> shell.line(Role.DIM, "signal.program", version, day(recent.published()));
            case Age.Old old -> shell.line(Role.DIM, "signal.program", version, day(old.published()));
            case Age.Unknown _ -> shell.line(Role.DIM, "signal.program-unknown", version);
        };
    }
}
