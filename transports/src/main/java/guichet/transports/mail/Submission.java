package guichet.transports.mail;

import guichet.inbox.gate.Envelope;
import guichet.inbox.gate.Transport.BeforeContent;
import guichet.inbox.gate.Transport.Outcome;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One mail transaction (RFC 5321, section 3.3) on an open session.
///
/// The outcome turns on one point. Before the first byte of content every failure means that nothing left; from there on only the
/// server's answer to the final dot can tell, and without one the outcome is unknown.
final class Submission {
    private static final int CHUNK = 16 * 1024;
    private static final int FINAL_DOT = 3;

    private final SmtpSession session;
    private final Wire wire;
    private final Patience patience;

    Submission(SmtpSession session, Patience patience) {
        this.session = session;
        this.wire = session.wire();
        this.patience = patience;
    }

    /// @throws LinkException where the connection failed before any content
    Outcome perform(Envelope envelope, byte[] bytes, BeforeContent beforeContent)
            throws LinkException, VaultException {
        Optional<Outcome> refused = refusedBeforeContent(envelope, bytes.length);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (wire.hasInput()) {
            // An answer to something not yet said could be taken for the one to the final dot.
            throw new LinkException(Trouble.BAD_ANSWER);
        }
        boolean mayLeave = false;
        try {
            beforeContent.run();
            mayLeave = true;
        } finally {
            if (!mayLeave) {
                session.close();
            }
        }
        return content(WireForm.stuffed(bytes));
    }

    private Optional<Outcome> refusedBeforeContent(Envelope envelope, int size) throws LinkException {
        if (!isAscii(envelope.sender()) || !envelope.recipients().stream().allMatch(Submission::isAscii)) {
            return Optional.of(new Outcome.Rejected("not-sendable"));
        }
        String sized = session.extension("SIZE").isPresent() ? " SIZE=" + size : "";
        SmtpReply sender = session.say("MAIL FROM:<" + envelope.sender().value() + ">" + sized);
        if (!sender.isPositive()) {
            return Optional.of(refusal(sender, ""));
        }
        Optional<Outcome> worst = Optional.empty();
        for (Address recipient : envelope.recipients()) {
            SmtpReply reply = session.say("RCPT TO:<" + recipient.value() + ">");
            if (!reply.isPositive() && !(worst.orElse(null) instanceof Outcome.Rejected)) {
                String whose = envelope.recipients().size() > 1 ? recipient.value() + ": " : "";
                worst = Optional.of(refusal(reply, whose));
            }
        }
        if (worst.isPresent()) {
            return worst;
        }
        SmtpReply go = session.say("DATA");
        return go.code() == 354 ? Optional.empty() : Optional.of(refusal(go, ""));
    }

    private Outcome content(byte[] stuffed) {
        try {
            int end = stuffed.length - FINAL_DOT;
            for (int at = 0; at < end; at += CHUNK) {
                wire.write(stuffed, at, Math.min(CHUNK, end - at));
            }
            boolean answeredEarly = wire.hasInput();
            wire.write(stuffed, end, FINAL_DOT);
            SmtpReply reply = SmtpReply.read(wire, patience.afterContent());
            if (reply.isPositive()) {
                return answeredEarly
                        ? new Outcome.Unknown(Trouble.BAD_ANSWER.word())
                        : new Outcome.Sent(reply.words());
            }
            return refusal(reply, "");
        } catch (LinkException failure) {
            return new Outcome.Unknown(failure.fault().stored());
        }
    }

    private static Outcome refusal(SmtpReply reply, String whose) throws LinkException {
        if (reply.isPermanent()) {
            return new Outcome.Rejected(whose + reply.words());
        }
        if (reply.isTransient()) {
            return new Outcome.Deferred(whose + reply.words());
        }
        throw new LinkException(Trouble.BAD_ANSWER, reply.words());
    }

    private static boolean isAscii(Address address) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(address.value());
    }
}
