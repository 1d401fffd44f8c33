package guichet.transports.chat;

import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.SmtpTransport;

/// Hands a message for a room to the mail account's submission server, for all of its members at once. The dialogue is mail's.
///
/// Any thread.
public final class ChatTransport implements Transport<Released.Chat> {
    private final SmtpTransport smtp;

    /// @param smtp that the caller owns, and closes
    public ChatTransport(SmtpTransport smtp) {
        this.smtp = smtp;
    }

    @Override
    public Outcome send(Released.Chat message, BeforeContent beforeContent) throws VaultException {
        return smtp.send(message, beforeContent);
    }
}
