package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalAccounts;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes a conversation from mail to Signal: a mail's draft becomes one for Signal, to the same person as their contact says.
///
/// The subject becomes the first line, since Signal has none, without the marks of an answer. What is quoted stays in the text: it is
/// encrypted on Signal as it was in the mail, and goes to the one whom the mail was for. The mail that it answers is no message
/// on Signal, so nothing is referred to.
public final class SignalMove {
    private static final Pattern REPLY_MARKS = Pattern.compile("(?i)^((re|aw|fw|fwd|tr|réf?|rép)\\s*:\\s*)+");

    private final Contacts contacts;
    private final SignalIdentities identities;
    private final SignalAccounts accounts;
    private final Journal journal;
    private final Drafts drafts;

    public SignalMove(Contacts contacts, SignalIdentities identities, SignalAccounts accounts, Journal journal,
            Drafts drafts) {
        this.contacts = contacts;
        this.identities = identities;
        this.accounts = accounts;
        this.journal = journal;
        this.drafts = drafts;
    }

    /// By what somebody with this mail address is reached on Signal, as a person of ours has linked it; those who are trusted before others. Empty
    /// where they are not known there, nothing is to be sent to them, or we have no account to write from.
    public Optional<SignalRecipient> reach(Tx tx, Address address) throws VaultException {
        Optional<Contact> contact = contacts.find(tx, address);
        if (contact.isEmpty() || accounts.list(tx).isEmpty()) {
            return Optional.empty();
        }
        List<SignalIdentity> theirs = identities.ofContact(tx, contact.get().id()).stream()
                .filter(identity -> identity.trust() != SignalTrust.DISTRUSTED)
                .sorted(Comparator.comparing((SignalIdentity identity) -> !identity.trust().isTrusted())).toList();
        return theirs.stream().flatMap(identity -> identity.recipient().stream()).findFirst();
    }

    /// Carries it out, durably and journalled, in the caller's transaction. The draft has yet to pass the gate.
    public MovedToSignal move(Tx tx, MailDraft mail, Actor by) throws VaultException {
        if (mail.recipients().size() != 1) {
            return new MovedToSignal.SeveralRecipients();
        }
        if (FarMails.isFar(mail)) {
            return new MovedToSignal.TooLong();
        }
        Address address = mail.recipients().getFirst();
        Optional<SignalRecipient> to = reach(tx, address);
        if (to.isEmpty()) {
            return new MovedToSignal.NotOnSignal();
        }
        SignalDraft draft = new SignalDraft(mail.id(), mail.author(), to.get(), mail.caseId(), text(mail),
                mail.attachments(), Optional.empty());
        Optional<DraftId> id = stored(tx, draft);
        if (id.isEmpty()) {
            return new MovedToSignal.DraftGone();
        }
        journal.append(tx, JournalKind.MOVED_TO_SIGNAL, Payload.by(by).inCase(mail.caseId()).over(Channel.SIGNAL)
                .to(List.of(address.value(), to.get().text())));
        return new MovedToSignal.Moved(id.get(), draft.withId(id.get()));
    }

    private Optional<DraftId> stored(Tx tx, SignalDraft draft) throws VaultException {
        if (draft.id().isEmpty()) {
            return Optional.of(drafts.save(tx, draft));
        }
        return drafts.replace(tx, draft.id().get(), draft) ? draft.id() : Optional.empty();
    }

    private static String text(MailDraft mail) {
        String subject = REPLY_MARKS.matcher(mail.subject().strip()).replaceFirst("").strip();
        return subject.isEmpty() ? mail.body() : subject + "\n\n" + mail.body();
    }
}
