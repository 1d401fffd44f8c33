package guichet.inbox.gate;

import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Gate.Release.Flaw;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.QuotedWords;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether an override is in order: a true reason, the right addresses, and a text that gives away nothing that came encrypted.
final class ClearText {
    /// With how many of the newest messages, of its case and of the whole vault, a clear text is compared.
    private static final int COMPARED = 100;
    private static final Pattern CASE_REFERENCE = Pattern.compile("(?<![0-9])[0-9]{4}-[0-9]{4,6}(?![0-9])");
    private static final Pattern REPLY_PREFIX = Pattern.compile("(?i)^((re|aw|fw|fwd|tr|réf?|rép)\\s*:\\s*)+");

    private final Messages messages;

    ClearText(Messages messages) {
        this.messages = messages;
    }

    Optional<Flaw> flaw(Tx tx, MailDraft draft, Set<Address> inClear, Set<Address> encryptable, String reason)
            throws VaultException {
        String stripped = reason.strip();
        if (stripped.codePointCount(0, stripped.length()) < Gate.MIN_REASON) {
            return Optional.of(Flaw.REASON_TOO_SHORT);
        }
        if (inClear.isEmpty() || !Set.copyOf(draft.recipients()).containsAll(inClear)) {
            return Optional.of(Flaw.ADDRESS_NOT_A_RECIPIENT);
        }
        if (inClear.stream().anyMatch(encryptable::contains)) {
            return Optional.of(Flaw.ADDRESS_COULD_BE_ENCRYPTED);
        }
        if (CASE_REFERENCE.matcher(draft.subject()).find()) {
            return Optional.of(Flaw.CASE_REFERENCE_IN_SUBJECT);
        }
        for (Message secret : encryptedBefore(tx, draft)) {
            if (sameSubject(draft.subject(), secret.summary().subject())) {
                return Optional.of(Flaw.SUBJECT_OF_ENCRYPTED_MESSAGE);
            }
        }
        for (Message secret : copiedFrom(tx, draft)) {
            if (QuotedWords.of(secret.body()).in(draft.body())) {
                return Optional.of(Flaw.QUOTES_ENCRYPTED_MESSAGE);
            }
        }
        return Optional.empty();
    }

    /// The draft without what came or went encrypted: its quotes and words, its subject, and the reference that would tie the two
    /// together on the wire. The draft itself where there is nothing of that in it.
    MailDraft bare(Tx tx, MailDraft draft) throws VaultException {
        boolean answersEncrypted = draft.replyTo().isPresent()
                && messages.show(tx, draft.replyTo().get()).map(ClearText::cameEncrypted).orElse(true);
        String subject = answersEncrypted ? "" : draft.subject();
        String body = answersEncrypted ? Quotes.removed(draft.body()) : draft.body();
        for (Message secret : encryptedBefore(tx, draft)) {
            subject = sameSubject(subject, secret.summary().subject()) ? "" : subject;
        }
        for (Message secret : copiedFrom(tx, draft)) {
            QuotedWords words = QuotedWords.of(secret.body());
            body = words.in(body) ? words.takenOutOf(body).strip() : body;
        }
        return new MailDraft(draft.id(), draft.author(), draft.to(), draft.cc(), draft.bcc(), draft.caseId(), subject,
                body,
                draft.attachments(), answersEncrypted ? Optional.empty() : draft.replyTo());
    }

    /// The files that came or went encrypted once, whatever they are called now, in the order of the draft.
    List<AttachedFile> filesOnceEncrypted(Tx tx, MailDraft draft) throws VaultException {
        List<AttachedFile> found = new ArrayList<>();
        for (AttachedFile file : draft.attachments()) {
            for (MessageId carrier : messages.carrying(tx, file)) {
                if (messages.show(tx, carrier).filter(ClearText::cameEncrypted).isPresent()) {
                    found.add(file);
                    break;
                }
            }
        }
        return found;
    }

    /// What its words may have been copied from, wherever it stands.
    private List<Message> copiedFrom(Tx tx, MailDraft draft) throws VaultException {
        List<Message> found = encryptedBefore(tx, draft);
        Set<MessageId> seen = found.stream().map(each -> each.summary().id()).collect(Collectors.toSet());
        for (Summary line : messages.list(tx, MessageFilter.all(COMPARED))) {
            if (seen.add(line.id())) {
                messages.show(tx, line.id()).filter(ClearText::cameEncrypted).ifPresent(found::add);
            }
        }
        return found;
    }

    /// What came or went encrypted and belongs together with it: the message answered, and the newest of the case.
    private List<Message> encryptedBefore(Tx tx, MailDraft draft) throws VaultException {
        List<Message> found = new ArrayList<>();
        if (draft.replyTo().isPresent()) {
            messages.show(tx, draft.replyTo().get()).filter(ClearText::cameEncrypted).ifPresent(found::add);
        }
        Optional<CaseId> caseId = draft.caseId();
        if (caseId.isPresent()) {
            for (Summary line : messages.list(tx, MessageFilter.inCase(caseId.get(), COMPARED))) {
                messages.show(tx, line.id()).filter(ClearText::cameEncrypted).ifPresent(found::add);
            }
        }
        return found;
    }

    /// As a whole, in part, or so that it could not even be opened.
    private static boolean cameEncrypted(Message message) {
        return message.summary().protection().filter(p -> p.encryption() == Protection.Encryption.END_TO_END
                || p.problems().contains(Protection.Problem.PARTLY_ENCRYPTED)
                || p.problems().contains(Protection.Problem.CANNOT_DECRYPT)).isPresent();
    }

    private static boolean sameSubject(String clear, String secret) {
        String bare = bare(secret);
        return !bare.isEmpty() && bare(clear).contains(bare);
    }

    private static String bare(String subject) {
        return REPLY_PREFIX.matcher(subject.strip()).replaceFirst("").strip().toLowerCase(Locale.ROOT);
    }
}
