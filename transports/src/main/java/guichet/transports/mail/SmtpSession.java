package guichet.transports.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// A submission session (RFC 6409) of Angus Mail's, logged in over TLS and ready for one mail. Every reply passes here and is what
/// RFC 5321 allows, or ends the session. One thread; its [Cutoff] ends it from any other.
final class SmtpSession extends SMTPTransport implements AutoCloseable {
    private static final long MOST_REPLY_BYTES = 64 * 1024;

    private final GuardedSocket socket;
    private final Patience patience;
    /// What it means where what is going on now fails.
    private Trouble blame = Trouble.SERVER_UNAVAILABLE;
    private @Nullable SmtpReply last;
    private @Nullable Content content;

    /// Learns of the two points of a submission on which its outcome turns.
    interface Content {
        /// The server has asked for the content (354). Where this fails, none is written.
        void mayLeave() throws MessagingException;

        /// All of it is on its way, but for the final dot. Where this fails, that is not written.
        void isWhole() throws MessagingException;
    }

    private SmtpSession(GuardedSocket socket, Session session, Patience patience) {
        super(session, null);
        this.socket = socket;
        this.patience = patience;
    }

    static SmtpSession open(Server server, Login login, Patience patience, Cutoff cutoff) throws LinkException {
        GuardedSocket socket = GuardedSocket.open(server, patience, cutoff);
        boolean ready = false;
        try {
            SmtpSession session = new SmtpSession(socket, AngusSession.over(socket), patience);
            session.logIn(login);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                socket.close();
            }
        }
    }

    GuardedSocket socket() {
        return socket;
    }

    /// The reply read last; empty where it could not be read or made no sense.
    Optional<SmtpReply> lastReply() {
        return Optional.ofNullable(last);
    }

    /// One mail transaction (RFC 5321, section 3.3), to all recipients or to none.
    synchronized void send(SMTPMessage message, Address[] recipients, Content course) throws MessagingException {
        content = course;
        sendMessage(message, recipients);
    }

    /// Takes leave, without caring for the answer.
    void quit() {
        try {
            super.close();
        } catch (MessagingException _) {
            // Everything that matters has been said before.
        }
        close();
    }

    /// Ends the connection without a word.
    @Override
    public synchronized void close() {
        socket.close();
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        if (!super.ehlo(domain)) {
            // Never HELO: there is no logging in after it, and what was announced before TLS is not believed after it.
            throw new MessagingException("EHLO refused");
        }
        if (socket.url().security() == MailUrl.Security.STARTTLS && !socket.isSecure()) {
            blame = Trouble.NO_STARTTLS;
        } else if (supportsAuthentication("PLAIN") || supportsAuthentication("LOGIN")) {
            blame = Trouble.LOGIN_REFUSED;
        } else {
            // Angus would go on without a login.
            blame = Trouble.NO_LOGIN_METHOD;
            throw new MessagingException("no way to log in");
        }
        return true;
    }

    @Override
    protected void startTLS() throws MessagingException {
        if (socket.url().security() != MailUrl.Security.STARTTLS || socket.isSecure()) {
            // Angus tries it again where a server says 530 to a login.
            throw new MessagingException("out of turn");
        }
        super.issueCommand("STARTTLS", 220);
        try {
            socket.secure();
        } catch (LinkException failure) {
            throw new MessagingException(failure.trouble().word(), failure);
        }
        blame = Trouble.SERVER_UNAVAILABLE;
    }

    /// But for RSET: after a refusal the connection is given up, and the reply to what was refused stays the last one.
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        last = null;
        socket.guard().allow(MOST_REPLY_BYTES, 0);
        int code = super.readServerResponse();
        last = SmtpReply.parse(getLastServerResponse()).orElse(null);
        if (last == null) {
            throw new MessagingException("not a reply");
        }
        return code;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream out = super.data();
        course().mayLeave();
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        course().isWhole();
        last = null;
        socket.guard().patience(patience.afterContent());
        sendCommand(".");
        readServerResponse();
    }

    private Content course() {
        return Objects.requireNonNull(content);
    }

    private void logIn(Login login) throws LinkException {
        try {
            // By its number: no name is looked up again.
            connect(socket.getInetAddress().getHostAddress(), socket.getPort(), login.user(), login.password());
        } catch (AuthenticationFailedException _) {
            // A 4xx to a login is the server's trouble (a backend that is down), not a wrong password.
            boolean busy = last != null && last.isTransient();
            throw failed(busy ? Trouble.SERVER_UNAVAILABLE : blame);
        } catch (MessagingException _) {
            throw failed(blame);
        }
    }

    private LinkException failed(Trouble otherwise) {
        SmtpReply reply = last;
        if (socket.trouble().isPresent()) {
            return new LinkException(socket.trouble().get());
        }
        if (reply == null) {
            return new LinkException(Trouble.BAD_ANSWER);
        }
        return new LinkException(reply.code() == 421 ? Trouble.SERVER_UNAVAILABLE : otherwise,
                reply.isPositive() ? "" : reply.words());
    }
}
