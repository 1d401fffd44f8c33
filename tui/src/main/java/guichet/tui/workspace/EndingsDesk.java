package guichet.tui.workspace;

import guichet.inbox.CaseId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.archive.BagStores;
import guichet.inbox.archive.Seals;
import guichet.inbox.endings.Backups;
import guichet.inbox.endings.CaseArchive;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.Retention;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.endings.TechnicalTraces;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.Settings;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.Patience;
import guichet.transports.mail.ServerDeletion;
import guichet.tui.text.Certificate;
import java.io.IOException;
import java.security.SecureRandom;

/// How cases of an open vault end, and its backups. Any thread.
public final class EndingsDesk {
    private final Vault vault;
    private final BagStores stores;
    private final Holds holds;
    private final CaseDestruction destruction;
    private final CaseArchive archive;
    private final Retention retention;
    private final TechnicalTraces traces;
    private final Backups backups;
    private final ServerMail servers;

    public EndingsDesk(Vault vault, BagStores stores, Accounts accounts, Settings settings, JournalAudit audit,
            SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.holds = new Holds(stores.journal(), stores.clock());
        this.destruction = new CaseDestruction(vault, stores.cases(), holds, Seals::isDelivered, stores.journal(),
                stores.clock());
        this.archive = new CaseArchive(vault, stores, holds, random);
        this.retention = new Retention(stores.cases(), holds, stores.journal(), stores.clock());
        this.traces = new TechnicalTraces(settings, stores.journal(), stores.clock());
        this.backups = new Backups(vault, stores.journal(), audit, stores.clock());
        this.servers = new ServerDeletion(vault, accounts, Patience.DEFAULT);
    }

    public Holds holds() {
        return holds;
    }

    public CaseDestruction destruction() {
        return destruction;
    }

    public CaseArchive archive() {
        return archive;
    }

    public Retention retention() {
        return retention;
    }

    public TechnicalTraces traces() {
        return traces;
    }

    public Backups backups() {
        return backups;
    }

    /// Does what was decided: in the vault, then on the servers. Opens connections.
    public Destruction carryOn(long decided, Progress progress) throws VaultException {
        return destruction.carryOn(decided, servers, progress);
    }

    /// Asks the servers again that could not be reached. Opens connections where there is something to ask.
    public void clearServers() throws VaultException {
        destruction.clearServers(servers);
    }

    /// The certificate of a destruction, as things stand now.
    public String certificate(Destruction one) throws VaultException {
        return Certificate.of(one, vault.read(tx -> destruction.stone(tx, one)), stores.clock());
    }

    /// The last destruction of a case that is not here.
    public java.util.Optional<Destruction> destroyed(CaseId id) throws VaultException {
        return vault.read(tx -> stores.cases().find(tx, id).isPresent()
                ? java.util.Optional.<Destruction>empty()
                : destruction.find(tx, id));
    }

    /// What a kill left undone, in the vault. Quick where there is nothing.
    void carryOnAll() throws VaultException {
        destruction.carryOnAll(Progress.UNSEEN);
        try {
            archive.carryOnAll(Progress.UNSEEN);
        } catch (IOException e) {
            // A file that nothing opens any more is left: the next opening tries again.
            return;
        }
    }
}
