package guichet.tui.screen;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Extension;
import guichet.keystore.SharedKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/// One's own key made to last longer: asks until when, and says what that means to others.
final class ExtendKey {
    private final Shell shell;

    ExtendKey(Shell shell) {
        this.shell = shell;
    }

    void ask() {
        ask(shell.line("extend.title"), this::own);
    }

    /// The key that signs as this address: its own where it is shared, else the person's.
    void askFor(Address address) {
        shell.office().read(tx -> sharedFor(tx, address), shared -> {
            if (shared.isPresent()) {
                ask(shell.line("extend.title-shared", address), _ -> shared.get());
            } else {
                ask();
            }
        });
    }

    private void ask(Printable title, Work<Fingerprint> key) {
        List<Line> lines = List.of(shell.line(Role.PLAIN, "extend.same-key"), shell.line(Role.PLAIN, "extend.others"),
                shell.line(Role.DIM, "extend.lost"));
        Sheet.open(shell, title, lines,
                List.of(choice('a', "extend.year", Period.ofYears(1), key),
                        choice('d', "extend.two-years", Period.ofYears(2), key),
                        choice('s', "extend.half-year", Period.ofMonths(6), key),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }

    private Choice choice(char letter, String label, Period longer, Work<Fingerprint> key) {
        Instant end = shell.clock().instant().atZone(shell.clock().getZone()).plus(longer).toInstant();
        return new Choice(letter, shell.line(label, shell.moments().day(end)), () -> extend(end, key));
    }

    private void extend(Instant end, Work<Fingerprint> key) {
        shell.office().write(tx -> extend(tx, end, key.run(tx)), outcome -> {
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

    private Fingerprint own(Tx tx) throws VaultException {
        return shell.desk().people().byName(tx, shell.desk().person().name()).orElse(shell.desk().person()).key();
    }

    private Optional<Fingerprint> sharedFor(Tx tx, Address address) throws VaultException {
        return shell.desk().people().sharedKeys(tx).stream().filter(each -> each.address().equals(address))
                .map(SharedKey::key).findFirst();
    }

    private Extension extend(Tx tx, Instant end, Fingerprint key) throws VaultException {
        Extension outcome = shell.desk().people().extendKey(tx, shell.desk().person().id(), key, end,
                shell.clock().instant());
        if (outcome instanceof Extension.Done(Certificate extended)) {
            shell.desk().journal().append(tx, JournalKind.KEY_EXTENDED,
                    Payload.by(shell.desk().actor()).saying(extended.fingerprint().hex()));
        }
        return outcome;
    }
}
