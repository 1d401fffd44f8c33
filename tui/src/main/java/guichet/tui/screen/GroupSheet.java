package guichet.tui.screen;

import guichet.inbox.signal.SignalMessages.Reader;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who reads a group on Signal: looked at by a person before anything is written there, and again when somebody has joined.
final class GroupSheet {
    private final Shell shell;
    private final SignalRecipient.Group group;

    GroupSheet(Shell shell, SignalRecipient.Group group) {
        this.shell = shell;
        this.group = group;
    }

    private record Somebody(Reader reader, Optional<SignalIdentity> known) {
        SignalTrust trust() {
            return known.map(SignalIdentity::trust).orElse(SignalTrust.UNKNOWN);
        }

        boolean isUnknown() {
            return !trust().isTrusted();
        }
    }

    void open() {
        shell.office().read(tx -> {
            List<Somebody> readers = new ArrayList<>();
            for (Reader reader : shell.desk().signal().messages().readers(tx, group)) {
                readers.add(new Somebody(reader, shell.desk().signal().identities().find(tx, reader.id())));
            }
            readers.sort(Comparator.comparing((Somebody each) -> each.reader().lookedAt())
                    .thenComparing(each -> !each.isUnknown()));
            return readers;
        }, this::show);
    }

    private void show(List<Somebody> readers) {
        long unknown = readers.stream().filter(Somebody::isUnknown).count();
        List<Line> lines = new ArrayList<>();
        lines.add(shell.line(unknown > 0 ? Role.WARNING : Role.PLAIN, "group.readers", readers.size(), unknown));
        for (Somebody each : readers) {
            String name = each.known().map(SignalReading::name).orElse("?");
            String isNew = each.reader().lookedAt() ? "" : " — " + shell.texts().say("group.new");
            lines.add(Line.of(each.isUnknown() ? Role.WARNING : Role.PLAIN,
                    Printable.line("· " + name + " — " + shell.texts().of(each.trust()) + isNew)));
        }
        lines.add(Line.BLANK);
        boolean all = readers.stream().allMatch(each -> each.reader().lookedAt());
        lines.add(shell.line(Role.PLAIN, all ? "group.looked-at" : "group.question"));
        List<Choice> choices = new ArrayList<>(List.of(new Choice('n', shell.line("sheet.back"), () -> {
        })));
        if (!all) {
            choices.add(new Choice('a', shell.line("group.agree"), () -> agree(readers.stream()
                    .map(each -> each.reader().id()).collect(Collectors.toSet()))));
        }
        choices.add(new Choice('v', shell.line("group.each"), () -> new SignalPeople(shell).openMembers(group)));
        Sheet.open(shell, shell.line("group.title"), lines, choices);
    }

    private void agree(Set<SignalIdentityId> seen) {
        shell.office().write(tx -> agreed(tx, seen), done -> {
            if (done) {
                shell.tell("group.agreed");
                shell.changed().run();
            } else {
                shell.warn("group.others-now");
                open();
            }
        });
    }

    private boolean agreed(Tx tx, Set<SignalIdentityId> seen) throws VaultException {
        return shell.desk().signal().decisions().lookedAt(tx, group, seen, shell.desk().actor());
    }
}
