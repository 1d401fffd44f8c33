package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.endings.ServerMail;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.util.Optional;
import java.util.Set;

/// Deletes mails on the server that they were fetched from: of the folder numbered as it was then, by their UIDs, and no others.
///
/// A connection for each folder, on the caller's thread.
public final class ServerDeletion implements ServerMail {
    private final Mailboxes mailboxes;
    private final Patience patience;

    public ServerDeletion(Vault vault, Accounts accounts, Patience patience) {
        this(Mailboxes.in(vault, accounts), patience);
    }

    ServerDeletion(Mailboxes mailboxes, Patience patience) {
        this.mailboxes = mailboxes;
        this.patience = patience;
    }

    @Override
    public Fate expunge(AccountId account, String folder, long uidValidity, Set<Long> uids) {
        try (Cutoff cutoff = new Cutoff()) {
            Optional<Mailboxes.Entry> found = mailboxes.find(account);
            if (found.isEmpty()) {
                return Fate.NO_ACCOUNT;
            }
            try (Mailboxes.Entry entry = found.get();
                    ImapSession session = ImapSession.open(entry.imap(), entry.login(), patience, cutoff)) {
                return expunge(session, folder, uidValidity, uids);
            }
        } catch (LinkException | VaultException failure) {
            return Fate.UNREACHABLE;
        }
    }

    private static Fate expunge(ImapSession session, String folder, long uidValidity, Set<Long> uids)
            throws LinkException {
        if (!session.canExpungeSome()) {
            return Fate.CANNOT;
        }
        try {
            if (session.examine(folder) != uidValidity) {
                return Fate.RENUMBERED;
            }
        } catch (LinkException failure) {
            if (failure.trouble() == Trouble.NO_SUCH_FOLDER) {
                return Fate.RENUMBERED;
            }
            throw failure;
        }
        boolean gone = session.expunge(folder, uidValidity, uids);
        session.logout();
        return gone ? Fate.GONE : Fate.UNREACHABLE;
    }
}
