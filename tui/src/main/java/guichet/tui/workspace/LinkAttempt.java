package guichet.tui.workspace;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Linking;
import guichet.transports.signal.SignalChannel;
import guichet.transports.signal.SignalFault;
import guichet.transports.signal.SignalFolders;
import guichet.transports.signal.SignalPatience;
import guichet.transports.signal.SignalSetup;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt to make this machine a device of an account on Signal, from its folder to its line among the accounts. Where it does not
/// come to its end, nothing of it stays. An account that is here already is linked again in its own folder.
///
/// One thread calls [#run(Consumer)], once; any may call [#cancel()].
public final class LinkAttempt {
    /// What this machine is called in the telephone's list of devices.
    private static final String DEVICE = "Guichet";

    private final SignalDesk desk;
    private final Vault vault;
    private final Journal journal;
    private final SecureRandom random;
    private final PhoneNumber number;
    private final String program;
    private final Actor by;
    private @Nullable Linking running;
    private boolean cancelled;

    LinkAttempt(SignalDesk desk, Vault vault, Journal journal, SecureRandom random, PhoneNumber number, String program,
            Actor by) {
        this.desk = desk;
        this.vault = vault;
        this.journal = journal;
        this.random = random;
        this.number = number;
        this.program = program;
        this.by = by;
    }

    /// How it ended.
    public sealed interface Outcome {
        record Linked(AccountId account) implements Outcome {
        }

        /// There was nothing to do.
        record AlreadyLinked(AccountId account) implements Outcome {
        }

        /// A telephone with another number has scanned the code.
        record OtherAccount(String number) implements Outcome {
            @Override
            public String toString() {
                return "OtherAccount";
            }
        }

        record TimedOut() implements Outcome {
        }

        /// Another program runs the channels of this vault, and uses this account's folder.
        record ServedElsewhere() implements Outcome {
        }

        record Failed(SignalFault fault) implements Outcome {
        }

        record Cancelled() implements Outcome {
        }
    }

    /// Takes until a telephone has scanned the code, at most some minutes.
    ///
    /// @param scan gets the address that the telephone has to scan, on this thread
    public Outcome run(Consumer<String> scan) throws VaultException, IOException {
        Optional<SignalAccount> there = vault.read(tx -> desk.accounts().list(tx)).stream()
                .filter(account -> account.number().equals(number)).findAny();
        return there.isPresent() ? again(there.get(), scan) : afresh(scan);
    }

    /// It ends soon, by [Outcome.Cancelled] unless it had ended before.
    public void cancel() {
        Linking ending;
        synchronized (this) {
            cancelled = true;
            ending = running;
        }
        if (ending != null) {
            ending.close();
        }
    }

    /// In a folder that nobody serves yet, so that the channels run meanwhile, here or in another process.
    private Outcome afresh(Consumer<String> scan) throws VaultException, IOException {
        String folder = desk.freshDataFolder();
        SignalSetup setup = desk.setup(number, program, folder);
        boolean kept = false;
        try {
            if (!(link(setup, scan) instanceof Done.Ended(Outcome outcome))) {
                SignalFolders.leaveMemory(setup, random);
                AccountId added = add(folder);
                kept = true;
                return new Outcome.Linked(added);
            }
            return outcome;
        } finally {
            if (!kept) {
                SignalFolders.discard(setup, random);
            }
        }
    }

    /// The device was taken away on the telephone, or it has not been linked yet.
    private Outcome again(SignalAccount account, Consumer<String> scan) throws VaultException {
        Optional<SignalChannel.Rest> rest = desk.channel().rest(account.id());
        if (rest.isPresent()) {
            try (SignalChannel.Rest _ = rest.get()) {
                return again(account, link(desk.setup(account), scan));
            }
        }
        Optional<CourierLock> lock = CourierLock.tryTake(vault.folder());
        if (lock.isEmpty()) {
            return new Outcome.ServedElsewhere();
        }
        try (CourierLock _ = lock.get()) {
            return again(account, link(desk.setup(account), scan));
        }
    }

    private static Outcome again(SignalAccount account, Done done) {
        return switch (done) {
            case Done.Here(boolean before) -> before
                    ? new Outcome.AlreadyLinked(account.id())
                    : new Outcome.Linked(account.id());
            case Done.Ended(Outcome outcome) -> outcome;
        };
    }

    private sealed interface Done {
        /// The account is linked in that folder.
        record Here(boolean before) implements Done {
        }

        record Ended(Outcome outcome) implements Done {
        }
    }

    private Done link(SignalSetup setup, Consumer<String> scan) {
        return switch (Linking.open(setup, random, SignalPatience.DEFAULT)) {
            case Linking.Opened.Failed failed -> new Done.Ended(new Outcome.Failed(failed.fault()));
            case Linking.Opened.Ready ready -> {
                try (Linking linking = ready.linking()) {
                    Done done = started(linking) ? link(linking, scan) : new Done.Ended(new Outcome.Cancelled());
                    yield isCancelled() && done instanceof Done.Ended
                            ? new Done.Ended(new Outcome.Cancelled())
                            : done;
                }
            }
        };
    }

    private static Done link(Linking linking, Consumer<String> scan) {
        return switch (linking.begin()) {
            case Linking.Step.AlreadyLinked _ -> new Done.Here(true);
            case Linking.Step.Failed failed -> new Done.Ended(new Outcome.Failed(failed.fault()));
            case Linking.Step.Scan shown -> {
                scan.accept(shown.uri());
                yield switch (linking.await(DEVICE)) {
                    case Linking.Ending.Linked _ -> new Done.Here(false);
                    case Linking.Ending.OtherAccount other ->
                        new Done.Ended(new Outcome.OtherAccount(other.number()));
                    case Linking.Ending.TimedOut _ -> new Done.Ended(new Outcome.TimedOut());
                    case Linking.Ending.Failed failed -> new Done.Ended(new Outcome.Failed(failed.fault()));
                };
            }
        };
    }

    private synchronized boolean started(Linking linking) {
        running = linking;
        return !cancelled;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private AccountId add(String folder) throws VaultException {
        return vault.write(tx -> {
            AccountId added = desk.accounts().add(tx, number, program, Optional.of(folder));
            journal.append(tx, JournalKind.ACCOUNT_ADDED,
                    Payload.by(by).over(Channel.SIGNAL).saying(number.e164()));
            return added;
        });
    }
}
