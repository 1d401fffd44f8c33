package guichet.tui.screen;

import guichet.inbox.gate.Proof;
import guichet.inbox.gate.SignalContent;
import guichet.inbox.gate.SignalParcel;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What leaves for Signal, as the gate made it: for whom, by whose decision, by which account, with what. Of a group, everybody who reads it.
final class SignalLeavingSheet {
    private SignalLeavingSheet() {
    }

    static void open(Shell shell, SignalParcel parcel, Runnable send) {
        shell.office().read(tx -> lines(shell, tx, parcel),
                lines -> Sheet.open(shell, Border.DOUBLE, Role.SAFE, shell.line("leaving.title"), lines,
                        List.of(new Choice('e', shell.line("leaving.send"), send),
                                new Choice('n', shell.line("sheet.back"), () -> {
                                }))));
    }

    private static List<Line> lines(Shell shell, Tx tx, SignalParcel parcel) throws VaultException {
        List<Line> lines = new ArrayList<>();
        SignalRecipient to = parcel.draft().to();
        lines.add(shell.line(Role.SAFE, "leaving.signal", shell.desk().signal().desk().names().of(tx, to)));
        for (Proof.Identity each : parcel.identities()) {
            Optional<SignalIdentity> known = shell.desk().signal().identities().find(tx, each.id());
            if (known.isPresent()) {
                lines.add(shell.line(Role.PLAIN, "leaving.reader",
                        SignalReading.name(known.get()) + " — " + shell.texts().of(known.get().trust())));
            }
        }
        lines.addAll(SignalText.timer(shell, tx, to));
        lines.add(shell.line(Role.DIM, "leaving.signal-wire", parcel.account().number().e164()));
        lines.add(Line.BLANK);
        SignalContent content = parcel.content();
        content.quote().ifPresent(quote -> lines.add(shell.line(Role.PLAIN, "leaving.signal-quote",
                quote.text().lines().findFirst().orElse(""))));
        for (AttachedFile file : content.attachments()) {
            lines.add(shell.line(Role.PLAIN, "leaving.attachment", file.name(), shell.moments().size(file.size())));
        }
        parcel.draft().caseId().ifPresent(id -> lines.add(shell.line(Role.PLAIN, "leaving.case", id.value())));
        return lines;
    }
}
