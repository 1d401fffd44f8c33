package guichet.tui.screen;

import guichet.crypto.Fingerprint;
import guichet.inbox.gate.Parcel;
import guichet.inbox.gate.Verdict;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What leaves the building, read off the finished bytes and not off what was intended: for whom each mail is, which keys
/// open it, and every header that the wire will see.
final class LeavingSheet {
    private LeavingSheet() {
    }

    static void open(Shell shell, Verdict.Passed passed, Runnable send) {
        Parcel parcel = passed.parcel();
        shell.office().read(tx -> owners(shell, tx, parcel),
                owners -> Sheet.open(shell, Border.DOUBLE, Role.SAFE, shell.line("leaving.title"),
                        lines(shell, parcel, owners),
                        List.of(new Choice('e', shell.line("leaving.send"), send),
                                new Choice('n', shell.line("sheet.back"), () -> back(shell, passed)))));
    }

    private static void back(Shell shell, Verdict.Passed passed) {
        shell.office().change(shell.texts().say("work.writing"), _ -> {
            shell.desk().gate().discard(passed);
            return passed;
        }, _ -> {
        });
    }

    private static Map<Fingerprint, String> owners(Shell shell, Tx tx, Parcel parcel)
            throws VaultException {
        Map<Fingerprint, String> owners = new HashMap<>();
        for (Parcel.Item item : parcel.items()) {
            for (Fingerprint key : item.readers()) {
                owners.put(key, shell.desk().keyring().find(tx, key).map(known -> owner(shell, known)).orElse("?"));
            }
        }
        return owners;
    }

    private static String owner(Shell shell, KnownKey known) {
        String name = known.certificate().userIds().isEmpty() ? "" : known.certificate().userIds().getFirst();
        return name + " — " + shell.texts().of(known.trust());
    }

    static List<Line> lines(Shell shell, Parcel parcel, Map<Fingerprint, String> owners) {
        List<Line> lines = new ArrayList<>();
        for (Parcel.Item item : parcel.items()) {
            String to = String.join(", ", item.envelope().recipients().stream().map(Object::toString).toList());
            switch (item.exposure()) {
                case ENCRYPTED -> {
                    lines.add(shell.line(Role.SAFE, "leaving.encrypted", to));
                    item.readers().stream().sorted(Comparator.comparing(Fingerprint::hex))
                            .forEach(key -> lines.add(reader(shell, key, owners.getOrDefault(key, "?"))));
                }
                case IN_CLEAR -> lines.add(shell.line(Role.EXPOSED, "leaving.clear", to));
            }
            lines.add(shell.line(Role.STRONG, "leaving.wire"));
            item.outerHeaders().stream().filter(LeavingSheet::tells)
                    .forEach(header -> lines.add(Line.of(Role.DIM, Printable.line("    " + header))));
        }
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "leaving.subject", parcel.draft().subject()));
        for (AttachedFile file : parcel.draft().attachments()) {
            lines.add(shell.line(Role.PLAIN, "leaving.attachment", file.name(), shell.moments().size(file.size())));
        }
        parcel.draft().caseId().ifPresent(id -> lines.add(shell.line(Role.PLAIN, "leaving.case", id.value())));
        return lines;
    }

    private static Line reader(Shell shell, Fingerprint key, String owner) {
        String hex = key.hex();
        return Line.of(Role.PLAIN, shell.line("leaving.reader", owner)).and(Role.DIM,
                Printable.line("  " + hex.substring(0, 4) + "…" + hex.substring(hex.length() - 8)));
    }

    /// The MIME headers say nothing of anybody.
    private static boolean tells(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !name.startsWith("mime-version:") && !name.startsWith("content-");
    }
}
