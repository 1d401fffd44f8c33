package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.SealLetter;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Sends a sealed archive to the person concerned: each part in a message of its own, all through the gate; what it refuses is kept as a draft.
final class SealSending {
    private final Workspace vault;
    private final Output out;

    SealSending(Workspace vault, Output out) {
        this.vault = vault;
        this.out = out;
    }

    /// Where it goes.
    sealed interface Way {
        record ByMail(Address to) implements Way {
        }

        record OnSignal(SignalRecipient to) implements Way {
        }

        default Seals.Way kind() {
            return switch (this) {
                case ByMail _ -> Seals.Way.MAIL;
                case OnSignal _ -> Seals.Way.SIGNAL;
            };
        }
    }

    /// The way that is known for a contact: by mail, else on Signal; empty where there is neither.
    static Optional<Way> wayTo(Workspace vault, Tx tx, Contact contact) throws VaultException {
        Optional<Address> address = contact.addresses().stream().findFirst();
        return address.isPresent()
                ? address.map(Way.ByMail::new)
                : vault.signal().identities().ofContact(tx, contact.id()).stream().map(SignalIdentity::recipient)
                        .flatMap(Optional::stream).findFirst().map(Way.OnSignal::new);
    }

    Exit send(CaseId id, Way way, Sealing.Outcome.InParts sealed, BagLanguage theirs)
            throws Failure, VaultException, IOException {
        Exit worst = Exit.DONE;
        int left = 0;
        int count = sealed.parts().size();
        for (int i = 0; i < count; i++) {
            Exit exit = send(id, way, sealed.parts().get(i), SealLetter.subject(theirs, i + 1, count),
                    SealLetter.text(theirs, count));
            if (exit == Exit.DONE) {
                left++;
            } else {
                worst = exit;
            }
        }
        if (left == count) {
            out.tell("seal.sent", count, name(way));
        } else {
            out.tell("seal.not-sent", left, count, name(way));
        }
        return worst;
    }

    private Exit send(CaseId id, Way way, AttachedFile part, String subject, String letter)
            throws Failure, VaultException, IOException {
        return switch (way) {
            case Way.ByMail(Address to) -> new Sending(vault, out).send(
                    new MailDraft(Optional.empty(), vault.person().name(), List.of(to), List.of(), List.of(),
                            Optional.of(id), subject, letter, List.of(part), Optional.empty()),
                    new OverrideOptions());
            case Way.OnSignal(SignalRecipient to) -> new SignalSending(vault, out)
                    .send(new SignalDraft(Optional.empty(), vault.person().name(), to, Optional.of(id),
                            letter.stripTrailing(), List.of(part), Optional.empty()));
        };
    }

    private static String name(Way way) {
        return switch (way) {
            case Way.ByMail(Address to) -> to.toString();
            case Way.OnSignal(SignalRecipient to) -> to.bare();
        };
    }
}
