package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.QuoteForReply;
import guichet.keystore.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person starts to write from: empty, an answer, or a draft.
record Letter(Optional<DraftId> draft, List<Address> to, List<Address> cc, List<Address> bcc, Optional<CaseId> caseId,
        String subject, String body, List<AttachedFile> attachments, Optional<MessageId> replyTo) {
    enum To {
        SENDER, ALL
    }

    static Letter fresh(Optional<CaseId> caseId) {
        return new Letter(Optional.empty(), List.of(), List.of(), List.of(), caseId, "", "", List.of(),
                Optional.empty());
    }

    static Letter of(MailDraft draft) {
        return new Letter(draft.id(), draft.to(), draft.cc(), draft.bcc(), draft.caseId(), draft.subject(),
                draft.body(),
                draft.attachments(), draft.replyTo());
    }

    /// A text to somebody who can't be written to safely yet.
    static Letter about(Address recipient, Optional<CaseId> caseId, String subject, String body) {
        return new Letter(Optional.empty(), List.of(recipient), List.of(), List.of(), caseId, subject, body, List.of(),
                Optional.empty());
    }

    /// An answer with the text quoted; empty where the message is none that can be answered by mail.
    static Optional<Letter> reply(Shell shell, Reading reading, To to) {
        Message message = reading.message();
        if (message.summary().channel() != Channel.MAIL) {
            return Optional.empty();
        }
        boolean ours = message.summary().direction() == Direction.OUT;
        List<Address> first = addresses(ours ? message.to() : List.of(message.summary().from()));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<Address> others = new ArrayList<>();
        if (to == To.ALL) {
            others.addAll(addresses(ours ? List.of() : message.to()));
            others.addAll(addresses(message.cc()));
            others.remove(shell.desk().person().address());
            others.removeAll(first);
        }
        return Optional.of(new Letter(Optional.empty(), first, others, List.of(), message.summary().caseId(),
                mayBeRepeated(message) ? answerTo(message.summary().subject()) : "", quoted(shell, message), List.of(),
                Optional.of(message.summary().id())));
    }

    private static List<Address> addresses(List<Party> parties) {
        return parties.stream().flatMap(party -> Address.parse(party.address()).stream()).distinct().toList();
    }

    private static String answerTo(String subject) {
        return subject.isBlank() || subject.toLowerCase(Locale.ROOT).startsWith("re:")
                || subject.toLowerCase(Locale.ROOT).startsWith("re :") ? subject : "Re: " + subject;
    }

    /// Whether its words may go back in an answer. Our own always may.
    static boolean mayBeRepeated(Message message) {
        return QuoteForReply.allowedBy(verdict(message));
    }

    private static Protection verdict(Message message) {
        return message.summary().direction() == Direction.OUT
                ? Protection.NONE
                : message.summary().protection().orElse(Protection.NONE);
    }

    private static String quoted(Shell shell, Message message) {
        String intro = shell.texts().say("compose.wrote", shell.moments().full(message.summary().date()),
                message.summary().from().shown());
        return QuoteForReply.of(message.body(), verdict(message)).map(quote -> "\n\n" + intro + "\n" + quote + "\n")
                .orElse("");
    }
}
