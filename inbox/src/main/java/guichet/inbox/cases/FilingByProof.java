package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides whether an incoming message files itself into a case: on proof only, and only where everything agrees.
///
/// A Message-ID stands in the clear on every server that a mail passed, so knowing one proves nothing. What proves is the
/// signature of somebody whose key was accepted for their address. Then:
///
/// - a reply, said inside what they encrypted and signed, to what we sent them encrypted, goes to that message's case;
/// - anything else goes to the one open case whose contact they are, if it was signed since that case was opened: an
///   older one was written about something else, and may be played again by whoever kept it.
///
/// Nothing is filed where the same signed words came before in another wrapping, where the message is addressed to others
/// than us (somebody passes on what was written to them), where a claim points to another case, or where the case is
/// closed. Then a person decides.
final class FilingByProof {
    private final Contacts contacts;
    private final OurAddresses ours;

    FilingByProof(Contacts contacts, OurAddresses ours) {
        this.contacts = contacts;
        this.ours = ours;
    }

    /// Where a message files itself, and by which proof.
    record Filed(CaseId caseId, Proof proof) {
        enum Proof {
            SIGNED_REPLY, SIGNED_BY_CONTACT,
            /** A service of our own, by its pinned key, names the case inside what it encrypted. */
            MACHINE_NAMES_CASE,
            /** On Signal: a trusted identity quotes a message of the case, is its contact, or writes in a group that a person linked to it. */
            SIGNAL_QUOTE, SIGNAL_CONTACT, SIGNAL_GROUP;

            /// As it stands in the journal.
            String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }

    Optional<Filed> decide(Tx tx, TrustNow trust, long id, NewMessage message, Judged judged) throws VaultException {
        Optional<StoredProtection> verdict = message.protection().map(StoredProtection::of);
        Optional<ProvenAuthor> author = verdict.isEmpty()
                ? Optional.empty()
                : ProvenAuthor.of(trust, verdict.get(), message.from().address());
        if (author.isEmpty() || judged.signedAt().isEmpty() || !ours.areNamedBy(tx, message)
                || cameBefore(tx, id, message, judged)) {
            return Optional.empty();
        }
        Optional<Filed> filed = proven(tx, author.get().address(), judged, judged.signedAt().get());
        if (filed.isEmpty() || !Clues.isOpen(tx, filed.get().caseId()).orElse(false)) {
            return Optional.empty();
        }
        Set<CaseId> claimed = new HashSet<>(Clues.ofMessages(tx, MessageParts.references(message)));
        claimed.addAll(Clues.inText(tx, message.subject()));
        claimed.remove(filed.get().caseId());
        return claimed.isEmpty() ? filed : Optional.empty();
    }

    private Optional<Filed> proven(Tx tx, Address author, Judged judged, Instant signedAt) throws VaultException {
        Set<CaseId> answered = Clues.ofWhatWeSent(tx, judged.provenReplyTo(), author);
        if (!answered.isEmpty()) {
            return answered.size() == 1
                    ? Optional.of(new Filed(answered.iterator().next(), Filed.Proof.SIGNED_REPLY))
                    : Optional.empty();
        }
        Optional<Contact> contact = contacts.find(tx, author);
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        List<Clues.Opened> open = Clues.openOfContact(tx, contact.get().id());
        // A signature's time has whole seconds.
        return open.size() == 1 && !signedAt.isBefore(open.getFirst().opened().truncatedTo(ChronoUnit.SECONDS))
                ? Optional.of(new Filed(open.getFirst().id(), Filed.Proof.SIGNED_BY_CONTACT))
                : Optional.empty();
    }

    /// Whether the same signed words lie here already, in whatever wrapping.
    static boolean cameBefore(Tx tx, long id, NewMessage message, Judged judged) throws VaultException {
        Optional<String> content = SignedContent.of(message, judged);
        return content.isPresent() && tx.one("SELECT 1 FROM message WHERE signed_content = ? AND id <> ? LIMIT 1",
                _ -> true, content.get(), id).isPresent();
    }
}
