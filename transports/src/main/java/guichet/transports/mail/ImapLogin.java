package guichet.transports.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/// From the greeting to the logged-in state (RFC 9051, sections 3 and 6.2), by Angus Mail; over to TLS by ourselves.
final class ImapLogin extends IMAPStore {
    private static final int MOST_BYTES = 256 * 1024;

    private final GuardedSocket socket;
    private final Login login;
    /// What it means where what is going on now fails.
    private Trouble blame = Trouble.BAD_ANSWER;
    private @Nullable ImapDialogue dialogue;

    private ImapLogin(GuardedSocket socket, Login login, Session session) {
        super(session, null);
        this.socket = socket;
        this.login = login;
    }

    static ImapLogin perform(GuardedSocket socket, Login login) throws LinkException {
        ImapLogin store = new ImapLogin(socket, login, AngusSession.over(socket));
        socket.guard().allow(MOST_BYTES, 0);
        try {
            // By its number: no name is looked up again.
            store.connect(socket.getInetAddress().getHostAddress(), socket.getPort(), login.user(), login.password());
        } catch (AuthenticationFailedException refusal) {
            throw store.refused(String.valueOf(refusal.getMessage()));
        } catch (MessagingException failure) {
            throw store.failed(failure.getNextException());
        } catch (RuntimeException garbage) {
            // Angus parses what the server says without looking where it ends.
            throw store.failed(garbage);
        }
        return store;
    }

    /// The dialogue, logged in. It lasts as long as something refers to this.
    ImapDialogue dialogue() {
        return Objects.requireNonNull(dialogue);
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        ImapDialogue fresh = new ImapDialogue(socket, host, port, session.getProperties(), logger);
        dialogue = fresh;
        if (socket.url().security() == MailUrl.Security.STARTTLS) {
            startTls(fresh);
        }
        return fresh;
    }

    @Override
    protected void preLogin(IMAPProtocol fresh) throws ProtocolException {
        boolean mechanism = fresh.hasCapability("AUTH=PLAIN") || fresh.hasCapability("AUTH=LOGIN");
        // The LOGIN command has no way to say more than ASCII (RFC 9051, section 6.2.3).
        if (!mechanism && (fresh.hasCapability("LOGINDISABLED") || !login.isAscii())) {
            blame = Trouble.NO_LOGIN_METHOD;
            throw new ProtocolException(blame.word());
        }
        blame = Trouble.LOGIN_REFUSED;
    }

    private void startTls(IMAPProtocol fresh) throws ProtocolException {
        blame = Trouble.NO_STARTTLS;
        // A session that is already authenticated can't go over to TLS: whoever says so strips it.
        if (fresh.isAuthenticated() || !fresh.hasCapability("STARTTLS")) {
            throw new ProtocolException(blame.word());
        }
        fresh.simpleCommand("STARTTLS", null);
        try {
            socket.secure();
        } catch (LinkException failure) {
            throw new ProtocolException(failure.trouble().word(), failure);
        }
        blame = Trouble.BAD_ANSWER;
        // What was announced in the clear may be a stranger's.
        fresh.getCapabilities().clear();
        fresh.capability();
    }

    /// A NO to the login.
    private LinkException refused(String words) {
        boolean unavailable = words.regionMatches(true, 0, "[UNAVAILABLE]", 0, 13);
        return ended(new Fault(unavailable ? Trouble.SERVER_UNAVAILABLE : Trouble.LOGIN_REFUSED, words));
    }

    private LinkException failed(@Nullable Exception cause) {
        if (cause instanceof CommandFailedException || cause instanceof BadCommandException) {
            Response response = ((ProtocolException) cause).getResponse();
            return ended(new Fault(blame, response == null ? "" : response.getRest()));
        }
        return ended(ImapDialogue.fault(cause, socket, blame));
    }

    private LinkException ended(Fault fault) {
        socket.close();
        return new LinkException(fault);
    }
}
