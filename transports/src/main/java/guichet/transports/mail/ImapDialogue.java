package guichet.transports.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/// Angus Mail's dialogue, response by response: none is kept, and none is made up for an error.
///
/// What is in a FETCH is left unread. Angus's own reading of it follows a server into any depth of structures that nobody asked for;
/// [FetchReply] reads what was asked for, and stops.
final class ImapDialogue extends IMAPProtocol {
    private final GuardedSocket socket;
    private boolean news;

    /// Looks at what comes while a command runs.
    interface Heard {
        void response(IMAPResponse response) throws LinkException;
    }

    ImapDialogue(GuardedSocket socket, String host, int port, Properties told, MailLogger silent)
            throws IOException, ProtocolException {
        super("imap", host, port, told, false, silent);
        this.socket = socket;
    }

    /// Says a command, hands over each untagged response, and gives the tagged one.
    Response run(String command, Heard heard) throws LinkException {
        return finish(begin(command), heard);
    }

    /// Says a command and waits for nothing.
    ///
    /// @return its tag
    String begin(String command) throws LinkException {
        try {
            return writeCommand(command, null);
        } catch (IOException | ProtocolException failure) {
            throw new LinkException(fault(failure, socket, Trouble.BAD_ANSWER));
        }
    }

    Response finish(String tag, Heard heard) throws LinkException {
        while (true) {
            Response response = next();
            if (response.isTagged() && tag.equals(response.getTag())) {
                return response;
            }
            if (response instanceof IMAPResponse untagged && response.isUnTagged()) {
                heard.response(untagged);
            }
        }
    }

    /// The next response that can be read; a farewell ends the connection.
    Response next() throws LinkException {
        Response response = readable();
        while (response == null) {
            response = readable();
        }
        if (response.isBYE()) {
            throw new LinkException(Trouble.SERVER_UNAVAILABLE, response.getRest());
        }
        news |= response instanceof IMAPResponse untagged && untagged.keyEquals("EXISTS");
        return response;
    }

    /// Waits until the server says something.
    ///
    /// @return false where it said nothing in that time
    boolean hears(Duration within) throws LinkException {
        try {
            return socket.guard().await(within);
        } catch (IOException failure) {
            throw new LinkException(fault(failure, socket, Trouble.CONNECTION_LOST));
        }
    }

    /// Whether the server has spoken of new messages since this was asked last.
    boolean news() {
        boolean heard = news;
        news = false;
        return heard;
    }

    @Override
    public Response readResponse() throws IOException, ProtocolException {
        return new IMAPResponse(this);
    }

    /// What went wrong: what the server said where it took leave, else what the connection saw, else what the caller makes of it.
    static Fault fault(@Nullable Exception failure, GuardedSocket socket, Trouble otherwise) {
        Response last = failure instanceof ProtocolException broken ? broken.getResponse() : null;
        if (last != null && last.isBYE() && !last.isSynthetic()) {
            return new Fault(Trouble.SERVER_UNAVAILABLE, last.getRest());
        }
        return new Fault(socket.trouble().orElse(otherwise));
    }

    private @Nullable Response readable() throws LinkException {
        try {
            return readResponse();
        } catch (IOException failure) {
            throw new LinkException(fault(failure, socket, Trouble.BAD_ANSWER));
        } catch (ProtocolException | RuntimeException _) {
            // Read to its end and then not understood: skipped, as Angus itself does. There are not endlessly many, by the guard.
            return null;
        }
    }
}
