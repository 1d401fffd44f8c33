package guichet.tui.screen;

import guichet.crypto.CryptoException;
import guichet.crypto.SecretKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One's own key made to last longer: asks until when, and says what that means to others.
final class ExtendKey {
    private static final Duration YEAR = Duration.ofDays(365);
    private final Shell shell;

    ExtendKey(Shell shell) {
        this.shell = shell;
    }

    void ask() {
        List<Line> lines = List.of(shell.line(Role.PLAIN, "extend.same-key"), shell.line(Role.PLAIN, "extend.others"),
                shell.line(Role.DIM, "extend.lost"));
        Sheet.open(shell, shell.line("extend.title"), lines,
                List.of(choice('a', "extend.year", YEAR), choice('d', "extend.two-years", YEAR.multipliedBy(2)),
                        choice('s', "extend.half-year", YEAR.dividedBy(2)),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }

    private Choice choice(char letter, String label, Duration longer) {
        Instant end = shell.clock().instant().plus(longer);
        return new Choice(letter, shell.line(label, shell.moments().day(end)), () -> extend(end));
    }

    private enum Done {
        EXTENDED, FAILED
    }

    private void extend(Instant end) {
        shell.office().write(tx -> extend(tx, end), done -> {
            switch (done) {
                case EXTENDED -> {
                    shell.tell("extend.done", shell.moments().day(end));
                    shell.desk().channels().keysChanged();
                    shell.changed().run();
                }
                case FAILED -> shell.warn("extend.failed");
            }
        });
    }

    private Done extend(Tx tx, Instant end) throws VaultException {
        try (SecretKey key = shell.desk().people().key(tx, shell.desk().person().id());
                SecretKey extended = key.extendedTo(end, shell.clock().instant())) {
            shell.desk().people().storeKey(tx, shell.desk().person().id(), extended);
            shell.desk().journal().append(tx, JournalKind.KEY_EXTENDED,
                    Payload.by(shell.desk().actor()).saying(extended.fingerprint().hex()));
            return Done.EXTENDED;
        } catch (CryptoException e) {
            return Done.FAILED;
        }
    }
}
