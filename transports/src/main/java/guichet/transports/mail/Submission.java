package guichet.transports.mail;

import guichet.inbox.gate.Envelope;
import guichet.inbox.gate.Transport.BeforeContent;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.gate.WireBytes;
import guichet.keystore.vault.VaultException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/// One mail on an open session, and what became of it.
///
/// The outcome turns on one point. Before the first byte of content every failure means that nothing left; from there on only the
/// server's answer to the final dot can tell, and without one the outcome is unknown. Neither is read out of an exception: the point is
/// noted when it is passed, and the answer is the last reply that was read.
final class Submission implements SmtpSession.Content {
    private final SmtpSession session;
    private final BeforeContent beforeContent;
    private Progress progress = Progress.NOTHING_LEFT;
    private @Nullable VaultException stopped;

    private enum Progress {
        NOTHING_LEFT, CONTENT_LEAVES,
        /** All of it but the final dot. */
        CONTENT_LEFT,
        /** The server answered before the final dot was written: whatever it says means nothing. */
        ANSWERED_EARLY
    }

    Submission(SmtpSession session, BeforeContent beforeContent) {
        this.session = session;
        this.beforeContent = beforeContent;
    }

    /// @throws LinkException where the connection failed before any content
    Outcome perform(Envelope envelope, WireBytes wire) throws LinkException, VaultException {
        if (isTooLargeForServer(wire)) {
            return new Outcome.Rejected(Trouble.TOO_LARGE_FOR_SERVER.word());
        }
        InternetAddress[] recipients = envelope.recipients().stream().map(Submission::exactly)
                .toArray(InternetAddress[]::new);
        try {
            session.send(message(envelope, wire), recipients, this);
        } catch (MessagingException failure) {
            if (stopped != null) {
                throw stopped;
            }
            if (progress == Progress.NOTHING_LEFT) {
                return refused(failure, recipients.length > 1);
            }
        } finally {
            if (progress == Progress.NOTHING_LEFT) {
                // An announcement that failed in whatever way: no byte may follow.
                session.close();
            }
        }
        return answered();
    }

    @Override
    public void mayLeave() throws MessagingException {
        if (hasUnread()) {
            // An answer to something not yet said could be taken for the one to the final dot.
            throw new MessagingException(Trouble.BAD_ANSWER.word());
        }
        try {
            beforeContent.run();
        } catch (VaultException failure) {
            stopped = failure;
            throw new MessagingException("not announced");
        }
        progress = Progress.CONTENT_LEAVES;
    }

    @Override
    public void isWhole() throws MessagingException {
        progress = hasUnread() ? Progress.ANSWERED_EARLY : Progress.CONTENT_LEFT;
    }

    /// Whether the server has said that it takes no mail of that size (RFC 1870, section 4); with 0, or without a number, it has said nothing.
    private boolean isTooLargeForServer(WireBytes wire) {
        String most = session.getExtensionParameter("SIZE");
        return most != null && most.matches("[1-9][0-9]{0,17}") && wire.size() > Long.parseLong(most);
    }

    private boolean hasUnread() throws MessagingException {
        try {
            return session.socket().guard().hasUnread();
        } catch (IOException lost) {
            throw new MessagingException("lost", lost);
        }
    }

    private Outcome refused(MessagingException failure, boolean several) throws LinkException {
        Optional<Trouble> trouble = session.socket().trouble();
        if (trouble.isPresent()) {
            throw new LinkException(trouble.get());
        }
        Optional<Outcome> worst = Optional.empty();
        for (Exception cause = failure; cause instanceof MessagingException next; cause = next.getNextException()) {
            if (cause instanceof SMTPAddressFailedException recipient
                    && !(worst.orElse(null) instanceof Outcome.Rejected)) {
                String whose = several ? recipient.getAddress().getAddress() + ": " : "";
                worst = Optional.of(refusal(SmtpReply.parse(String.valueOf(recipient.getMessage())), whose));
            }
        }
        return worst.isPresent() ? worst.get() : refusal(session.lastReply(), "");
    }

    private static Outcome refusal(Optional<SmtpReply> reply, String whose) throws LinkException {
        // A go-ahead explains nothing.
        String words = reply.filter(said -> said.code() != 354).map(SmtpReply::words).orElse("");
        if (reply.isPresent() && reply.get().isPermanent()) {
            return new Outcome.Rejected(whose + words);
        }
        if (reply.isPresent() && reply.get().isTransient()) {
            return new Outcome.Deferred(whose + words);
        }
        throw new LinkException(Trouble.BAD_ANSWER, words);
    }

    /// What the answer to the final dot says, where there was one to it.
    private Outcome answered() {
        Optional<SmtpReply> reply = session.lastReply();
        if (progress == Progress.CONTENT_LEFT && reply.isPresent()) {
            SmtpReply answer = reply.get();
            if (answer.isPositive()) {
                return new Outcome.Sent(answer.words());
            }
            if (answer.isPermanent()) {
                return new Outcome.Rejected(answer.words());
            }
            if (answer.isTransient()) {
                return new Outcome.Deferred(answer.words());
            }
        }
        return new Outcome.Unknown(session.socket().trouble().orElse(Trouble.BAD_ANSWER).word());
    }

    private ReleasedMessage message(Envelope envelope, WireBytes wire) {
        ReleasedMessage message = new ReleasedMessage(wire);
        message.setEnvelopeFrom(envelope.sender().value());
        if (session.supportsExtension("SIZE")) {
            message.setMailExtension("SIZE=" + wire.size());
        }
        return message;
    }

    /// The address as it is: nothing of it is parsed again.
    private static InternetAddress exactly(guichet.keystore.Address address) {
        InternetAddress exact = new InternetAddress();
        exact.setAddress(address.value());
        return exact;
    }
}
