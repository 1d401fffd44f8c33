package guichet.transports.signal;

import guichet.inbox.AccountId;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.ReceiptCourier;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SignalUpkeep;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.Alongside;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Every Signal account of a vault, both ways, while this process holds the courier's lock. Any thread.
public final class SignalChannel implements Alongside {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofMinutes(2);
    /// For what is just leaving when everything ends: what signal-cli has not answered by then is unknown.
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final Vault vault;
    private final SignalAccounts accounts;
    private final SignalIdentities identities;
    private final SignalIntake intake;
    private final Function<SignalAccount, SignalSetup> setups;
    private final Clock clock;
    private final RandomGenerator random;
    private final SignalPatience patience;
    private final Map<AccountId, Serving> serving = new LinkedHashMap<>();
    private final Set<AccountId> resting = new HashSet<>();
    private boolean follows;
    private final Carriers carriers;
    private final SignalUpkeep upkeep;
    private @Nullable SignalPost post;
    private List<Synced> synced = List.of();

    /// Who carries what leaves.
    public record Carriers(Courier courier, ReceiptCourier receipts) {
    }

    /// @param setups   where an account's program and folders are
    /// @param carriers makes those that carry what leaves by the transport that it is given
    public SignalChannel(Vault vault, SignalAccounts accounts, SignalIdentities identities, SignalIntake intake,
            SignalUpkeep upkeep,
            Function<SignalAccount, SignalSetup> setups, Function<SignalTransport, Carriers> carriers, Clock clock,
            RandomGenerator random, SignalPatience patience) {
        this.vault = vault;
        this.accounts = accounts;
        this.identities = identities;
        this.intake = intake;
        this.upkeep = upkeep;
        this.setups = setups;
        this.carriers = carriers.apply(new SignalTransport(this::bridge, intake));
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    /// What one account brought until [#settle()] returned.
    ///
    /// @param fault why it can't be used, or not fully
    public record Synced(SignalAccount account, int stored, Optional<SignalFault> fault) {
    }

    @Override
    public void follow() throws VaultException {
        List<SignalAccount> now = vault.read(accounts::list);
        closeBut(now);
        synchronized (serving) {
            follows = true;
        }
        for (SignalAccount account : now) {
            synchronized (serving) {
                if (!serving.containsKey(account.id()) && !resting.contains(account.id())) {
                    Serving begun = new Serving(account, setups.apply(account), vault, accounts, identities, intake,
                            clock, random, patience);
                    serving.put(account.id(), begun);
                    begun.start();
                }
            }
        }
        all().forEach(Serving::changed);
        post().wake();
    }

    /// Tries once what waits to be sent, and waits for what becomes of it: while [#follow()] has been called and [#stop()] not.
    ///
    /// @return whether all that was due has been tried
    public boolean deliver(Duration most) throws InterruptedException {
        return post().goRound(most);
    }

    /// Hands in what a captcha's page gave: while [#follow()] has been called and [#stop()] not.
    ///
    /// @param token of the challenge ([SignalSetback#challenge])
    /// @return whether Signal's service has taken it
    public boolean solve(AccountId account, String token, String captcha)
            throws VaultException, InterruptedException {
        Optional<SignalBridge> running = bridge(account);
        if (running.isEmpty()) {
            return false;
        }
        running.get().awaitStart(SignalTransport.STARTING);
        return running.get().calls().solve(token, captcha) instanceof Answer.Done;
    }

    @Override
    public void settle() {
        List<Synced> brought = new ArrayList<>();
        try {
            for (Serving one : all()) {
                one.settle(QUIET, MOST);
                brought.add(new Synced(one.account(), one.stored(), one.bridge().health().fault()));
            }
            deliver(MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synced = List.copyOf(brought);
    }

    /// What [#settle()] saw last.
    public List<Synced> synced() {
        return synced;
    }

    @Override
    public void retryNow() {
        all().forEach(one -> one.bridge().retryNow());
    }

    @Override
    public void stop() {
        SignalPost ending;
        synchronized (serving) {
            follows = false;
            ending = post;
            post = null;
        }
        if (ending != null) {
            finish(ending);
        }
        closeBut(List.of());
        if (ending != null) {
            // It waits for what is just leaving, which has ended with the bridges.
            ending.close();
        }
    }

    private static void finish(SignalPost post) {
        try {
            post.finish(LEAVING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SignalPost post() {
        synchronized (serving) {
            if (post == null) {
                post = new SignalPost(carriers.courier(), carriers.receipts(), upkeep);
            }
            return post;
        }
    }

    /// While it is open, this process serves that account no more: somebody else uses its folder. Served again at the next
    /// [#follow()].
    public interface Rest extends AutoCloseable {
        @Override
        void close();
    }

    /// Empty where this process serves nothing: another one may.
    public Optional<Rest> rest(AccountId account) {
        Serving ended;
        synchronized (serving) {
            if (!follows) {
                return Optional.empty();
            }
            resting.add(account);
            ended = serving.remove(account);
        }
        if (ended != null) {
            ended.close();
        }
        return Optional.of(() -> {
            synchronized (serving) {
                resting.remove(account);
            }
        });
    }

    /// The running bridge of an account; empty where none runs in this process.
    public Optional<SignalBridge> bridge(AccountId account) {
        synchronized (serving) {
            return Optional.ofNullable(serving.get(account)).map(Serving::bridge);
        }
    }

    private List<Serving> all() {
        synchronized (serving) {
            return List.copyOf(serving.values());
        }
    }

    /// An account that is told apart in nothing that matters to signal-cli goes on.
    private void closeBut(List<SignalAccount> kept) {
        List<Serving> ending = new ArrayList<>();
        synchronized (serving) {
            for (Serving one : all()) {
                if (kept.stream().noneMatch(account -> isServedBy(one, account))) {
                    ending.add(one);
                    serving.remove(one.account().id());
                }
            }
        }
        ending.forEach(Serving::close);
    }

    private static boolean isServedBy(Serving one, SignalAccount account) {
        SignalAccount served = one.account();
        return served.id().equals(account.id()) && served.number().equals(account.number())
                && served.program().equals(account.program()) && served.dataFolder().equals(account.dataFolder());
    }
}
