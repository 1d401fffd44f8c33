package guichet.tui.screen;

import guichet.inbox.MailAccount;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.StaffCard;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The place in the internal chat of whoever works here: taken on a mail account where there is none yet, else shown as a colleague needs it.
final class Seat {
    private static final int MOST = 9;

    private final Shell shell;

    Seat(Shell shell) {
        this.shell = shell;
    }

    private record Known(Optional<StaffCard> card, List<MailAccount> free) {
        Known {
            free = List.copyOf(free);
        }
    }

    void open() {
        shell.office().read(this::known, known -> known.card().ifPresentOrElse(
                card -> shell.layers().push(new SeatView(shell, card)), () -> offer(known.free())));
    }

    private Known known(Tx tx) throws VaultException {
        Optional<ChatAccount> seat = shell.desk().chat().accounts().ofPerson(tx, shell.desk().person().id());
        List<ChatAccount> taken = shell.desk().chat().accounts().list(tx);
        List<MailAccount> free = shell.desk().accounts().mail(tx).stream()
                .filter(account -> taken.stream().noneMatch(each -> each.account().equals(account.id()))).toList();
        return new Known(seat.isPresent() ? Optional.of(shell.desk().chat().card(tx, seat.get())) : Optional.empty(),
                free);
    }

    private void offer(List<MailAccount> free) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, free.size()); i++) {
            MailAccount account = free.get(i);
            choices.add(new Choice((char) ('1' + i), Printable.line(account.address().value()), () -> take(account)));
        }
        choices.add(new Choice('a', shell.line("seat.other-account"),
                () -> AccountForm.open(shell, () -> open())));
        choices.add(new Choice('n', shell.line("sheet.back"), () -> {
        }));
        Sheet.open(shell, shell.line("seat.title"),
                List.of(shell.line(Role.PLAIN, "seat.none"), Line.of(Role.DIM, shell.line("seat.which"))), choices);
    }

    private void take(MailAccount account) {
        shell.office().write(tx -> shell.desk().chat().takeSeat(tx, shell.desk().person(), account.id(),
                account.address(), shell.desk().person().name(), shell.desk().actor()), _ -> {
                    shell.tell("seat.taken", account.address());
                    shell.desk().channels().hurry();
                    shell.changed().run();
                    open();
                });
    }
}
