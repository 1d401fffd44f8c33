package guichet.tui.screen;

import guichet.crypto.Certificate;
import guichet.inbox.archive.PastKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Decided;
import guichet.keystore.KeptKey;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The keys of others: what has been seen, what people decided, and deciding. Every decision is journalled with it.
final class KeysView {
    private final Shell shell;
    private final KeyWords words;

    KeysView(Shell shell) {
        this.shell = shell;
        this.words = new KeyWords(shell);
    }

    void open() {
        list("keys.title", tx -> shell.desk().keyring().list(tx).reversed(), _ -> true, Set.of());
    }

    /// The keys seen for one address.
    void openFor(Address address) {
        list("keys.title-for", tx -> shell.desk().keyring().forAddress(tx, address),
                past -> past.certificate().addresses().contains(address.value()), Set.of(address));
    }

    /// The keys that turned up for addresses whose key was settled.
    void openAlarms() {
        List<ListLayer.Act<KeyAlarm>> acts = List.of(ListLayer.Act.onRow("", shell.line("keys.decide"), this::alarm));
        new ListLayer<KeyAlarm>(shell, shell.line("keys.alarms-title"), shell.line("keys.no-alarms"),
                tx -> shell.desk().keyring().alarms(tx),
                (row, alarm) -> row.put(0, 0, shell.line("keys.alarm", alarm.address(),
                        shell.moments().brief(alarm.raised()), KeyWords.owner(alarm.other().certificate())),
                        Role.WARNING),
                acts).open();
    }

    /// A key that is known, or only one of then.
    private sealed interface Seen {
        record Known(KnownKey key) implements Seen {
        }

        record Past(PastKey key) implements Seen {
        }
    }

    private void list(String title, guichet.keystore.vault.Work<List<KnownKey>> query, Predicate<PastKey> past,
            Set<Address> about) {
        List<ListLayer.Act<Seen>> acts = List.of(
                ListLayer.Act.onRow("", shell.line("keys.decide"), seen -> {
                    switch (seen) {
                        case Seen.Known(var known) -> sheet(known, about);
                        case Seen.Past(var key) -> past(key);
                    }
                }),
                ListLayer.Act.anytime("i", shell.line("keys.import"), () -> new KeyImport(shell).ask()));
        new ListLayer<Seen>(shell, shell.line(title), shell.line("keys.none"), tx -> seen(tx, query.run(tx), past),
                (row, seen) -> (switch (seen) {
                    case Seen.Known(var known) -> words.brief(known);
                    case Seen.Past(var key) -> words.brief(key);
                }).draw(row, 0, 0), acts).open();
    }

    private List<Seen> seen(Tx tx, List<KnownKey> known, Predicate<PastKey> wanted) throws VaultException {
        List<Seen> all = new ArrayList<>();
        known.forEach(key -> all.add(new Seen.Known(key)));
        List<Certificate> ours = shell.desk().people().allCertificates(tx);
        for (PastKey past : PastKey.list(tx)) {
            if (wanted.test(past)
                    && ours.stream().noneMatch(own -> own.fingerprint().equals(past.certificate().fingerprint()))
                    && shell.desk().keyring().find(tx, past.certificate().fingerprint()).isEmpty()) {
                all.add(new Seen.Past(past));
            }
        }
        return all;
    }

    /// Nothing can be decided about it: it is not in use.
    private void past(PastKey key) {
        Sheet.open(shell, shell.line("key.title"), words.whole(key), List.of(new Choice('n', shell.line("sheet.back"),
                () -> {
                })));
    }

    private void alarm(KeyAlarm alarm) {
        shell.office().read(tx -> shell.desk().keyring().droppedFor(tx, alarm.address()),
                dropped -> alarm(alarm, dropped));
    }

    /// @param dropped how many offers for this address were not kept
    private void alarm(KeyAlarm alarm, int dropped) {
        List<Line> lines = new ArrayList<>();
        lines.add(shell.line(Role.WARNING, "keys.alarm-text", alarm.address()));
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.STRONG, "keys.settled"));
        lines.addAll(words.whole(alarm.settled()));
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.STRONG, "keys.other"));
        lines.addAll(words.whole(alarm.other()));
        if (dropped > 0) {
            lines.add(Line.BLANK);
            lines.add(shell.line(Role.WARNING, "keys.dropped", alarm.address(), dropped));
        }
        Set<Address> about = Set.of(alarm.address());
        Sheet.open(shell, Border.HEAVY, Role.WARNING, shell.line("keys.alarms-title"), lines,
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('v', shell.line("keys.verify-other"), () -> verify(alarm.other(), about)),
                        new Choice('g', shell.line("keys.keep-settled"), () -> keepSettled(alarm.address())),
                        new Choice('x', shell.line("keys.distrust-other"), () -> distrust(alarm.other()))));
    }

    private void keepSettled(Address address) {
        shell.office().write(tx -> {
            Optional<KeptKey> kept = shell.desk().keyring().keepSettled(tx, address, shell.desk().person().id(),
                    shell.clock().instant());
            if (kept.isPresent()) {
                shell.desk().journal().append(tx, JournalKind.KEY_KEPT, Payload.by(shell.desk().actor())
                        .to(List.of(address.value())).saying(kept.get().detail()));
            }
            return kept;
        }, _ -> decided());
    }

    private void sheet(KnownKey known, Set<Address> about) {
        Sheet.open(shell, shell.line("key.title"), words.whole(known),
                List.of(new Choice('n', shell.line("sheet.back"), () -> {
                }), new Choice('v', shell.line("key.verify"), () -> verify(known, about)),
                        new Choice('a', shell.line("key.accept"), () -> accept(known, about)),
                        new Choice('x', shell.line("key.distrust"), () -> distrust(known))));
    }

    private void verify(KnownKey known, Set<Address> about) {
        Prompt.open(shell, shell.line("key.verify"), shell.line("key.verify-question", known.fingerprint().spaced()),
                how -> shell.office().write(tx -> journalled(tx, JournalKind.KEY_VERIFIED, known, how, about.isEmpty()
                        ? shell.desk().keyring().verify(tx, known.fingerprint(), how, shell.desk().person().id(),
                                shell.clock().instant())
                        : shell.desk().keyring().verify(tx, known.fingerprint(), about, how,
                                shell.desk().person().id(), shell.clock().instant())),
                        decided -> after(decided, addresses -> verify(known, addresses))));
    }

    private void accept(KnownKey known, Set<Address> about) {
        shell.office().write(tx -> journalled(tx, JournalKind.KEY_ACCEPTED, known, "", about.isEmpty()
                ? shell.desk().keyring().accept(tx, known.fingerprint(), shell.desk().person().id(),
                        shell.clock().instant())
                : shell.desk().keyring().accept(tx, known.fingerprint(), about, shell.desk().person().id(),
                        shell.clock().instant())),
                decided -> after(decided, addresses -> accept(known, addresses)));
    }

    private void distrust(KnownKey known) {
        Prompt.open(shell, shell.line("key.distrust"), shell.line("key.distrust-question"),
                why -> shell.office().write(tx -> journalled(tx, JournalKind.KEY_DISTRUSTED, known, why,
                        shell.desk().keyring().distrust(tx, known.fingerprint(), why, shell.desk().person().id(),
                                shell.clock().instant())),
                        decided -> after(decided, _ -> {
                        })));
    }

    private Decided journalled(Tx tx, JournalKind kind, KnownKey known, String how, Decided decided)
            throws VaultException {
        if (decided instanceof Decided.Done done) {
            Payload payload = Payload.by(shell.desk().actor())
                    .to(done.addresses().stream().map(Address::value).toList()).saying(known.fingerprint().hex());
            shell.desk().journal().append(tx, kind, how.isEmpty() ? payload : payload.because(how));
        }
        return decided;
    }

    private void after(Decided decided, Consumer<Set<Address>> withAddresses) {
        switch (decided) {
            case Decided.Done _ -> decided();
            case Decided.NameAddresses name -> nameAddresses(name.addresses(), withAddresses);
            case Decided.Distrusted _ -> shell.warn("key.is-distrusted");
            case Decided.Ours _ -> shell.warn("key.is-ours");
            case Decided.NoSuchKey _ -> shell.warn("key.is-gone");
        }
    }

    private void nameAddresses(List<Address> addresses, Consumer<Set<Address>> then) {
        List<Choice> choices = new ArrayList<>();
        char letter = '1';
        for (Address address : addresses.stream().limit(9).toList()) {
            choices.add(new Choice(letter, shell.line("key.for-address", address), () -> then.accept(Set.of(address))));
            letter++;
        }
        choices.add(new Choice('a', shell.line("key.for-all"), () -> then.accept(new LinkedHashSet<>(addresses))));
        Sheet.open(shell, shell.line("key.title"), List.of(shell.line(Role.PLAIN, "key.several")), choices);
    }

    private void decided() {
        shell.tell("notice.key-decided");
        shell.desk().channels().keysChanged();
        shell.changed().run();
    }
}
