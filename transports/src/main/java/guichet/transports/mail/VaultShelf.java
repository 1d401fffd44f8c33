package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.HeldBack;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.intake.Delivery;
import guichet.inbox.intake.MailIntake;
import guichet.inbox.intake.Taken;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;

/// The shelf that is the vault, by its one intake.
record VaultShelf(Vault vault, Accounts accounts, Arrivals arrivals, MailIntake intake, Clock clock)
        implements
            Shelf {
    @Override
    public long highestUid(AccountId account, String folder, long uidValidity) throws VaultException {
        return vault.read(tx -> arrivals.highestUid(tx, account, folder, uidValidity)).orElse(0);
    }

    @Override
    public int take(List<Fetched> messages) throws VaultException {
        List<Taken> taken = intake
                .takeAll(messages.stream().map(message -> new Delivery(message.raw(), message.arrival())).toList());
        return (int) taken.stream().filter(Taken.Stored.class::isInstance).count();
    }

    @Override
    public Piecewise begin(Arrival.Server arrival) throws VaultException {
        LongContents.Writing writing = new LongContents(vault, clock).begin();
        return new Piecewise() {
            @Override
            public void add(byte[] piece) throws VaultException {
                writing.add(piece);
            }

            @Override
            public int take() throws VaultException {
                LongContent raw = writing.finish();
                return intake.takeLong(raw, arrival) instanceof Taken.Stored ? 1 : 0;
            }

            @Override
            public void close() throws VaultException {
                writing.close();
            }
        };
    }

    @Override
    public List<HeldBack> heldBack(AccountId account) throws VaultException {
        return vault.read(tx -> accounts.heldBack(tx, account));
    }

    @Override
    public void holdBack(AccountId account, HeldBack message) throws VaultException {
        vault.write(tx -> {
            accounts.holdBack(tx, account, message);
            return message;
        });
    }

    @Override
    public void letGo(AccountId account, HeldBack message) throws VaultException {
        vault.write(tx -> {
            accounts.letGo(tx, account, message);
            return message;
        });
    }
}
