package guichet.tui.screen;

import guichet.crypto.Certificate;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Extension;
import guichet.keystore.Person;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.time.Instant;
import java.time.Period;
import java.util.List;

/// One's own key made to last longer: asks until when, and says what that means to others.
final class ExtendKey {
    private final Shell shell;

    ExtendKey(Shell shell) {
        this.shell = shell;
    }

    void ask() {
        List<Line> lines = List.of(shell.line(Role.PLAIN, "extend.same-key"), shell.line(Role.PLAIN, "extend.others"),
                shell.line(Role.DIM, "extend.lost"));
        Sheet.open(shell, shell.line("extend.title"), lines,
                List.of(choice('a', "extend.year", Period.ofYears(1)),
                        choice('d', "extend.two-years", Period.ofYears(2)),
                        choice('s', "extend.half-year", Period.ofMonths(6)),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }

    private Choice choice(char letter, String label, Period longer) {
        Instant end = shell.clock().instant().atZone(shell.clock().getZone()).plus(longer).toInstant();
        return new Choice(letter, shell.line(label, shell.moments().day(end)), () -> extend(end));
    }

    private void extend(Instant end) {
        shell.office().write(tx -> extend(tx, end), outcome -> {
            switch (outcome) {
                case Extension.Done _ -> {
                    shell.tell("extend.done", shell.moments().day(end));
                    shell.desk().channels().keysChanged();
                    shell.changed().run();
                }
                case Extension.Revoked _ -> shell.warn("extend.revoked");
                case Extension.SecretElsewhere _ -> shell.warn("extend.elsewhere");
                case Extension.NotTheirs _,Extension.NotThen _ -> shell.warn("extend.failed");
            }
        });
    }

    private Extension extend(Tx tx, Instant end) throws VaultException {
        Person self = shell.desk().people().byName(tx, shell.desk().person().name()).orElse(shell.desk().person());
        Extension outcome = shell.desk().people().extendKey(tx, self.id(), self.key(), end, shell.clock().instant());
        if (outcome instanceof Extension.Done(Certificate extended)) {
            shell.desk().journal().append(tx, JournalKind.KEY_EXTENDED,
                    Payload.by(shell.desk().actor()).saying(extended.fingerprint().hex()));
        }
        return outcome;
    }
}
