package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Journal;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signal's intake into a vault.
public final class VaultSignalIntake implements SignalIntake {
    private static final AttachmentFiles NO_FILES = (_, _) -> new AttachmentFiles.Contents.Missing();

    private final Vault vault;
    private final SignalStores stores;
    private final EnvelopeReading reader;
    private final ReadReceipts receipts;

    public VaultSignalIntake(Vault vault, SignalIdentities identities, SignalAccounts accounts, IncomingSignal store,
            Settings settings, Journal journal, Clock clock) {
        this(vault, new SignalStores(identities, accounts, store, settings, journal, clock), new EnvelopeReader());
    }

    VaultSignalIntake(Vault vault, SignalStores stores, EnvelopeReading reader) {
        this.vault = vault;
        this.stores = stores;
        this.reader = reader;
        this.receipts = new ReadReceipts(stores.settings());
    }

    @Override
    public TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark, List<ObservedIdentity> observed,
            AttachmentFiles files) throws VaultException {
        List<Envelope> envelopes = deliveries.stream().map(one -> reader.read(one.rawParams())).toList();
        return vault.write(tx -> {
            if (isGone(tx, mark.account())) {
                return TakenSignals.NOTHING;
            }
            IntakeRun run = new IntakeRun(tx, mark.account(), stores, reader, files);
            run.see(observed);
            if (mark.position() > positionOf(tx, mark.account(), mark.spool())) {
                for (int i = 0; i < envelopes.size(); i++) {
                    run.take(envelopes.get(i), deliveries.get(i).rawParams(), stores.clock().instant());
                }
                tx.update("""
                        INSERT INTO signal_spool (account, spool, position) VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET position = excluded.position""", mark.account().value(), mark.spool(),
                        mark.position());
            }
            TakenSignals taken = run.finish(observed);
            receipts.came(tx, taken.stored());
            return taken.alsoLookAt(GroupReaders.toAsk(tx, taken.stored()));
        });
    }

    @Override
    public TakenSignals observed(AccountId account, List<ObservedIdentity> observed) throws VaultException {
        return vault.write(tx -> {
            if (isGone(tx, account)) {
                return TakenSignals.NOTHING;
            }
            IntakeRun run = new IntakeRun(tx, account, stores, reader, NO_FILES);
            run.see(observed);
            return run.finish(observed);
        });
    }

    @Override
    public void groups(AccountId account, List<ObservedGroup> observed) throws VaultException {
        if (vault.read(tx -> isGone(tx, account) || GroupReaders.areKnown(tx, stores.identities(), observed))) {
            return;
        }
        vault.write(tx -> {
            GroupReaders.see(tx, stores.identities(), observed, stores.clock().instant());
            return observed;
        });
    }

    @Override
    public long position(AccountId account, String spool) throws VaultException {
        return vault.read(tx -> positionOf(tx, account, spool));
    }

    @Override
    public void forgetSpool(AccountId account, String spool) throws VaultException {
        vault.write(
                tx -> tx.update("DELETE FROM signal_spool WHERE account = ? AND spool = ?", account.value(), spool));
    }

    @Override
    public int readAgain(int most) throws VaultException {
        if (vault.read(tx -> EnvelopeLog.unread(tx, reader.version(), 1)).isEmpty()) {
            return 0;
        }
        return vault.write(tx -> {
            List<EnvelopeLog.Unread> unread = EnvelopeLog.unread(tx, reader.version(), most);
            for (EnvelopeLog.Unread envelope : unread) {
                readAgain(tx, envelope);
            }
            return unread.size();
        });
    }

    private void readAgain(Tx tx, EnvelopeLog.Unread unread) throws VaultException {
        Envelope envelope = reader.read(unread.raw());
        if (envelope instanceof Envelope.NotUnderstood
                || stores.accounts().find(tx, new AccountId(unread.account())).isEmpty()) {
            EnvelopeLog.stillUnread(tx, unread, reader.version());
            return;
        }
        Map<String, byte[]> files = new HashMap<>();
        if (unread.message().isPresent()) {
            stores.messages().begin(tx).files(unread.message().get())
                    .forEach(file -> files.put(file.name(), file.content()));
        }
        IntakeRun run = new IntakeRun(tx, new AccountId(unread.account()), stores, reader,
                (id, _) -> inVault(files, id));
        Optional<CaseId> placed = Optional.empty();
        if (unread.message().isPresent()) {
            placed = run.batch().caseOf(unread.message().get());
            run.batch().remove(unread.message().get());
        }
        EnvelopeLog.remove(tx, unread);
        Optional<MessageId> message = run.take(envelope, unread.raw(), unread.received());
        if (placed.isPresent() && message.isPresent()) {
            run.batch().fileAsPersonDid(message.get(), placed.get());
        }
        run.finish(List.of());
    }

    private boolean isGone(Tx tx, AccountId account) throws VaultException {
        return stores.accounts().find(tx, account).isEmpty();
    }

    private static AttachmentFiles.Contents inVault(Map<String, byte[]> files, String id) {
        byte[] bytes = files.get(id);
        return bytes == null ? new AttachmentFiles.Contents.Missing() : new AttachmentFiles.Contents.Bytes(bytes);
    }

    private static long positionOf(Tx tx, AccountId account, String spool) throws VaultException {
        return tx.one("SELECT position FROM signal_spool WHERE account = ? AND spool = ?",
                row -> row.number("position"), account.value(), spool).orElse(0L);
    }
}
