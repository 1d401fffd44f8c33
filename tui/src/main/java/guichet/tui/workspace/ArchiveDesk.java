package guichet.tui.workspace;

import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.BagStores;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.CaseRestore;
import guichet.inbox.archive.PersonExport;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.keystore.vault.Vault;
import java.security.SecureRandom;

/// What takes cases of an open vault to an archive, and brings them back. Any thread.
public final class ArchiveDesk {
    private final BagStores stores;
    private final CaseExport export;
    private final PersonExport answer;
    private final Sealing sealing;
    private final Seals seals;
    private final CaseRestore restore;
    private final ArchiveKeys keys;

    public ArchiveDesk(Vault vault, BagStores stores, SecureRandom random) {
        this.stores = stores;
        this.export = new CaseExport(vault, stores, random);
        this.answer = new PersonExport(vault, stores, random);
        this.sealing = new Sealing(vault, stores, random);
        this.seals = new Seals(stores.journal(), stores.clock());
        this.restore = new CaseRestore(vault, stores);
        this.keys = new ArchiveKeys(stores.journal(), stores.clock(), random);
    }

    public BagStores stores() {
        return stores;
    }

    public CaseExport export() {
        return export;
    }

    public PersonExport answer() {
        return answer;
    }

    public Sealing sealing() {
        return sealing;
    }

    public Seals seals() {
        return seals;
    }

    public CaseRestore restore() {
        return restore;
    }

    public ArchiveKeys keys() {
        return keys;
    }
}
