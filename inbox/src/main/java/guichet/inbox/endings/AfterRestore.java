package guichet.inbox.endings;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.cases.Cases;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Makes a restored vault safe to work in: nothing of it leaves by itself, and what was destroyed since is destroyed again.
public final class AfterRestore {
    private final Vault vault;
    private final Cases cases;
    private final Outbox outbox;
    private final CaseDestruction destruction;
    private final Journal journal;

    public AfterRestore(Vault vault, Cases cases, Outbox outbox, CaseDestruction destruction, Journal journal) {
        this.vault = vault;
        this.cases = cases;
        this.outbox = outbox;
        this.destruction = destruction;
        this.journal = journal;
    }

    /// @param drafts    messages that waited and are drafts again; some of them may have left since the backup
    /// @param destroyed cases that were destroyed since, and are again
    public record Settled(int drafts, List<CaseId> destroyed) {
        public Settled {
            destroyed = List.copyOf(destroyed);
        }
    }

    /// To be called before anything else, with nobody else in the vault.
    public Settled settle(List<Tombstones.Stone> stones, Actor by) throws VaultException, IOException {
        bringArchives();
        long last = vault.read(journal::head).entries();
        int drafts = takeBackAll(by);
        List<CaseId> destroyed = vault.read(tx -> Tombstones.among(tx,
                cases.list(tx).stream().map(Case::id).toList(), stones, last));
        for (CaseId id : destroyed) {
            destruction.carryOnHere(destruction.beginAgain(id, by), Progress.UNSEEN);
        }
        vault.write(tx -> journal.append(tx, JournalKind.BACKUP_RESTORED, Payload.by(by)));
        return new Settled(drafts, destroyed);
    }

    private void bringArchives() throws VaultException, IOException {
        try {
            vault.write(tx -> {
                try {
                    new ArchiveFiles(vault.folder()).copyOutOf(tx);
                    return vault;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    /// What was leaving at that moment may have left: it is unknown. Everything else that had not left is a draft again, its override
    /// withdrawn.
    private int takeBackAll(Actor by) throws VaultException {
        vault.write(tx -> {
            tx.update("UPDATE outbox SET state = 'WAITING' WHERE state = 'CONNECTING'");
            return tx.update("UPDATE outbox SET state = 'UNKNOWN', error = 'restored' WHERE state = 'SENDING'");
        });
        int drafts = 0;
        for (OutboxRow row : vault.read(outbox::list)) {
            drafts += switch (row.state()) {
                case COUNTING, WAITING, HELD, FAILED -> takeBack(row.id(), by);
                case CONNECTING, SENDING, SENT, UNKNOWN, WITHDRAWN -> 0;
            };
        }
        return drafts;
    }

    private int takeBack(OutboxId id, Actor by) throws VaultException {
        return outbox.takeBack(id, by) instanceof Outbox.TakenBack.AsDraft ? 1 : 0;
    }
}
