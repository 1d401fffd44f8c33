package guichet.tui.workspace;

import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Cases;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.Seals;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.journal.Journal;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.Patience;
import guichet.transports.mail.ServerDeletion;
import java.time.Clock;

/// How cases of an open vault end. Any thread.
public final class EndingsDesk {
    private final Holds holds;
    private final CaseDestruction destruction;
    private final ServerMail servers;

    EndingsDesk(Vault vault, Cases cases, Accounts accounts, Seals seals, Journal journal, Clock clock) {
        this.holds = new Holds(journal, clock);
        this.destruction = new CaseDestruction(vault, cases, holds, seals, journal, clock);
        this.servers = new ServerDeletion(vault, accounts, Patience.DEFAULT);
    }

    public Holds holds() {
        return holds;
    }

    public CaseDestruction destruction() {
        return destruction;
    }

    /// Does what was decided: in the vault, then on the servers. Opens connections.
    public Destruction carryOn(long decided, Progress progress) throws VaultException {
        return destruction.carryOn(decided, servers, progress);
    }

    /// Asks the servers again that could not be reached. Opens connections where there is something to ask.
    public void clearServers() throws VaultException {
        destruction.clearServers(servers);
    }
}
