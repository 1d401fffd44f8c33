package guichet.inbox.archive;

import guichet.inbox.AccountId;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedGroup;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.TakenSignals;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// Signal's intake, which also notices the receipt that says that a sealed archive has arrived. Any thread.
public final class SealReceipts implements SignalIntake {
    private final Vault vault;
    private final SignalIntake intake;
    private final Seals seals;

    public SealReceipts(Vault vault, SignalIntake intake, Seals seals) {
        this.vault = vault;
        this.intake = intake;
        this.seals = seals;
    }

    @Override
    public TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark, List<ObservedIdentity> observed,
            AttachmentFiles files) throws VaultException {
        TakenSignals taken = intake.takeAll(deliveries, mark, observed, files);
        // Killed before this, the next receipt or the archive itself does it.
        if (!taken.changed().isEmpty()) {
            vault.write(seals::settleReceipts);
        }
        return taken;
    }

    @Override
    public TakenSignals observed(AccountId account, List<ObservedIdentity> observed) throws VaultException {
        return intake.observed(account, observed);
    }

    @Override
    public void groups(AccountId account, List<ObservedGroup> observed) throws VaultException {
        intake.groups(account, observed);
    }

    @Override
    public long position(AccountId account, String spool) throws VaultException {
        return intake.position(account, spool);
    }

    @Override
    public void forgetSpool(AccountId account, String spool) throws VaultException {
        intake.forgetSpool(account, spool);
    }

    @Override
    public int readAgain(int most) throws VaultException {
        return intake.readAgain(most);
    }
}
