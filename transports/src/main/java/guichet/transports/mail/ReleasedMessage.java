package guichet.transports.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/// Finished bytes in the form in which Angus Mail takes a message. It has no headers, no parts and no recipients of its own: nothing in it
/// can be looked at, completed or rewritten on the way.
final class ReleasedMessage extends SMTPMessage {
    private final byte[] bytes;

    ReleasedMessage(byte[] bytes) {
        super(Session.getInstance(new Properties()));
        this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /// Leaves out nothing, whatever it is asked to ignore: what must not leave was not released.
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        writeTo(out);
    }
}
