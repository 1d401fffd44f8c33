package guichet.tui.screen;

import guichet.inbox.signal.SignalMessages.Reader;
import guichet.keystore.Contact;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// People on Signal, and what was decided about each: whoever waits for a decision first.
final class SignalPeople {
    private final Shell shell;

    SignalPeople(Shell shell) {
        this.shell = shell;
    }

    /// @param contact whom of ours somebody said that they are
    private record Somebody(SignalIdentity identity, Optional<Contact> contact) {
    }

    void open() {
        list("people.title", "people.none", tx -> {
            List<SignalIdentity> all = new ArrayList<>(others(tx));
            all.sort(Comparator.comparingInt(who -> urgency(who.trust())));
            return all;
        });
    }

    /// Those whose safety number is another than the one that was looked at.
    void openAlarms() {
        list("people.alarms-title", "people.no-alarms", tx -> changed(tx, shell.desk()));
    }

    void openMembers(SignalRecipient.Group group) {
        list("people.members-title", "people.none", tx -> {
            List<SignalIdentity> members = new ArrayList<>();
            for (Reader reader : shell.desk().signal().messages().readers(tx, group)) {
                shell.desk().signal().identities().find(tx, reader.id()).ifPresent(members::add);
            }
            return members;
        });
    }

    static List<SignalIdentity> changed(Tx tx, Desk desk) throws VaultException {
        return desk.signal().identities().list(tx).stream().filter(who -> who.trust() == SignalTrust.CHANGED).toList();
    }

    private void list(String title, String none, guichet.keystore.vault.Work<List<SignalIdentity>> query) {
        List<ListLayer.Act<Somebody>> acts = List.of(ListLayer.Act.onRow("", shell.line("keys.decide"),
                who -> new SafetySheet(shell).open(who.identity().id())));
        new ListLayer<Somebody>(shell, shell.line(title), shell.line(none), tx -> named(tx, query.run(tx)), this::paint,
                acts).open();
    }

    private List<Somebody> named(Tx tx, List<SignalIdentity> identities) throws VaultException {
        List<Somebody> named = new ArrayList<>();
        for (SignalIdentity each : identities) {
            named.add(new Somebody(each, each.contact().isPresent()
                    ? shell.desk().contacts().show(tx, each.contact().get())
                    : Optional.empty()));
        }
        return named;
    }

    /// Ourselves apart.
    private List<SignalIdentity> others(Tx tx) throws VaultException {
        List<SignalRecipient> ours = shell.desk().signal().accounts().list(tx).stream()
                .<SignalRecipient>map(account -> account.number()).toList();
        return shell.desk().signal().identities().list(tx).stream()
                .filter(who -> who.number().filter(ours::contains).isEmpty()).toList();
    }

    private static int urgency(SignalTrust trust) {
        return switch (trust) {
            case CHANGED -> 0;
            case UNKNOWN -> 1;
            case ACCEPTED -> 2;
            case VERIFIED -> 3;
            case DISTRUSTED -> 4;
        };
    }

    private void paint(Canvas row, Somebody somebody) {
        SignalIdentity who = somebody.identity();
        Printable trust = Printable.line(shell.texts().of(who.trust()));
        int room = Math.max(0, row.columns() - trust.width() - 2);
        row.put(0, 0, Printable.line(SignalReading.name(who, somebody.contact())).cut(room), Role.PLAIN);
        Role role = switch (who.trust()) {
            case CHANGED, DISTRUSTED -> Role.ERROR;
            case UNKNOWN -> Role.WARNING;
            case ACCEPTED, VERIFIED -> Role.SAFE;
        };
        row.part(0, 0, row.columns() - 1, 1).putRight(0, trust, role);
    }

    /// Of the message that is read: whoever wrote it, or whom we wrote to.
    static Optional<SignalRecipient> of(Reading reading) {
        return reading.signal().flatMap(SignalReading::other).flatMap(SignalIdentity::recipient);
    }
}
