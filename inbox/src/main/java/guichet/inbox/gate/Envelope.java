package guichet.inbox.gate;

import guichet.keystore.Address;
import java.util.List;

/// What the SMTP server is told: MAIL FROM and RCPT TO (RFC 5321, section 2.3.1).
public record Envelope(Address sender, List<Address> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope without recipients");
        }
    }
}
