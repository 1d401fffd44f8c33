package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.gate.Envelope;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.WireBytes;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/// Hands a released mail to its account's submission server: exactly its bytes, to all of its recipients or to none, one connection
/// an attempt.
///
/// Any thread; [#close()] ends what is being sent at once, which may make its outcome unknown.
public final class SmtpTransport implements Transport<Released.Mail>, AutoCloseable {
    private final Mailboxes mailboxes;
    private final Patience patience;
    private final Cutoff cutoff = new Cutoff();

    public SmtpTransport(Vault vault, Accounts accounts, Patience patience) {
        this(Mailboxes.in(vault, accounts), patience);
    }

    SmtpTransport(Mailboxes mailboxes, Patience patience) {
        this.mailboxes = mailboxes;
        this.patience = patience;
    }

    @Override
    public Outcome send(Released.Mail message, BeforeContent beforeContent) throws VaultException {
        return send(message.account(), message.envelope(), message.wire(), beforeContent);
    }

    /// A message of the chat: one submission for everyone who is in its room.
    public Outcome send(Released.Chat message, BeforeContent beforeContent) throws VaultException {
        return send(message.account(), message.envelope(), message.wire(), beforeContent);
    }

    private Outcome send(AccountId account, Envelope envelope, WireBytes wire, BeforeContent beforeContent)
            throws VaultException {
        if (!isAscii(envelope) || !isKept(wire)) {
            return new Outcome.Rejected(Trouble.NOT_SENDABLE.word());
        }
        Optional<Mailboxes.Entry> found = mailboxes.find(account);
        if (found.isEmpty()) {
            return new Outcome.Unreachable(Trouble.NO_ACCOUNT.word());
        }
        try (Mailboxes.Entry entry = found.get(); SmtpSession session = connect(entry)) {
            Outcome outcome = new Submission(session, beforeContent).perform(envelope, wire);
            if (!(outcome instanceof Outcome.Unknown)) {
                session.quit();
            }
            return outcome;
        } catch (LinkException failure) {
            // Whatever fails after the first byte of content is told by Submission: here nothing of the message has left.
            return new Outcome.Unreachable(failure.fault().stored());
        }
    }

    @Override
    public void close() {
        cutoff.close();
    }

    private static boolean isKept(WireBytes wire) {
        try (InputStream in = wire.open()) {
            return WireForm.isKeptBy(in);
        } catch (IOException _) {
            // It lies in the vault and can't be read, or is not what was released.
            return false;
        }
    }

    private SmtpSession connect(Mailboxes.Entry entry) throws LinkException {
        return SmtpSession.open(entry.smtp(), entry.login(), patience, cutoff);
    }

    private static boolean isAscii(Envelope envelope) {
        return Stream.concat(Stream.of(envelope.sender()), envelope.recipients().stream())
                .allMatch(address -> address.value().chars().allMatch(c -> c < 0x80));
    }
}
