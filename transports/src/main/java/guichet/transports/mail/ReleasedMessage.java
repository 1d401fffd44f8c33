package guichet.transports.mail;

import guichet.inbox.gate.WireBytes;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/// Finished bytes in the form in which Angus Mail takes a message. It has no headers, no parts and no recipients of its own: nothing in it
/// can be looked at, completed or rewritten on the way.
final class ReleasedMessage extends SMTPMessage {
    private final WireBytes wire;

    ReleasedMessage(WireBytes wire) {
        super(Session.getInstance(new Properties()));
        this.wire = wire;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = wire.open()) {
            in.transferTo(out);
        }
    }

    /// Leaves out nothing, whatever it is asked to ignore: what must not leave was not released.
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        writeTo(out);
    }
}
