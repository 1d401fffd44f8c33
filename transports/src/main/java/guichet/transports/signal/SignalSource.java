package guichet.transports.signal;

import guichet.inbox.AccountId;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.TakenSignals;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What people send to one account, from signal-cli into the vault. Any thread.
public final class SignalSource implements AutoCloseable {
    private final AccountId account;
    private final SignalIntake intake;
    private final Consumer<TakenSignals> told;
    private final SignalBridge bridge;

    /// @param told     what became of each batch, once it is durable; it must return at once
    /// @param listener told of every change of health; it must return at once
    public SignalSource(AccountId account, SignalSetup setup, SignalIntake intake, Consumer<TakenSignals> told,
            Consumer<SignalHealth> listener, Clock clock, RandomGenerator random, SignalPatience patience) {
        this.account = account;
        this.intake = intake;
        this.told = told;
        this.bridge = new SignalBridge(setup, new Sink(), listener, clock, random, patience);
    }

    public void start() {
        bridge.start();
    }

    public SignalBridge bridge() {
        return bridge;
    }

    /// Shows the vault who reads which group, and every safety number that signal-cli knows now: to be called when it has come up, for what was taken while it could not be
    /// asked, and after somebody has decided.
    public void observe() throws VaultException {
        intake.groups(account, bridge.calls().groups().orElse(List.of()));
        List<ObservedIdentity> now = identities();
        if (!now.isEmpty()) {
            told.accept(intake.observed(account, now));
        }
    }

    @Override
    public void close() {
        bridge.close();
    }

    private List<ObservedIdentity> identities() throws VaultException {
        return bridge.calls().identities().orElse(List.of());
    }

    private final class Sink implements SpoolSink {
        @Override
        public long position(String spool) throws VaultException {
            return intake.position(account, spool);
        }

        @Override
        public void take(List<Raw> params, String spool, long end) throws VaultException {
            List<SignalDelivery> deliveries = params.stream().map(raw -> new SignalDelivery(raw.bytes())).toList();
            Incoming files = bridge.incoming();
            TakenSignals taken = intake.takeAll(deliveries, new SpoolMark(account, spool, end), identities(), files);
            try {
                files.delete(taken.filesTaken());
            } catch (IOException e) {
                // They are in memory, and go with the folder.
            }
            told.accept(taken);
        }

        @Override
        public void forget(String spool) throws VaultException {
            intake.forgetSpool(account, spool);
        }
    }
}
