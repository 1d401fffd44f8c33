package guichet.tui.command;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalFolders;
import guichet.transports.signal.SignalSetup;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes this machine a device of an account that a telephone has, or only writes the account down.
@Command(name = "signal")
final class AccountAddSignal implements Action.InVault {
    @Option(names = "--number", required = true, paramLabel = "NUMBER")
    String number = "";

    @Option(names = "--signal-cli", paramLabel = "PROGRAM")
    String program = SignalSetup.USUAL_PROGRAM;

    @Option(names = "--link")
    boolean link;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        PhoneNumber known = PhoneNumber.parse(number)
                .orElseThrow(() -> new Failure(Exit.USAGE, "not-a-number", number));
        Optional<SignalAccount> there = vault.vault().read(tx -> vault.signal().accounts().list(tx)).stream()
                .filter(account -> account.number().equals(known)).findAny();
        if (!link) {
            if (there.isPresent()) {
                throw new Failure(Exit.FAILED, "conflict");
            }
            AccountId id = add(vault, known, Optional.empty());
            out.answer(new JsonLine().put("id", id.toString()).flag("linked", false),
                    out.sentences().tell("account.added-signal", known.e164(), id));
            return Exit.DONE;
        }
        AccountId id = there.isPresent()
                ? again(vault, there.get(), in, out)
                : link(vault, known, in, out);
        out.answer(new JsonLine().put("id", id.toString()).flag("linked", true),
                out.sentences().tell("account.linked", known.e164(), id));
        return Exit.DONE;
    }

    /// In a folder that nobody serves yet, so that another process may run the channels meanwhile.
    private AccountId link(Workspace vault, PhoneNumber known, Invocation in, Output out)
            throws Failure, VaultException, IOException {
        String folder = vault.signal().freshDataFolder();
        SignalSetup setup = vault.signal().setup(known, program, folder);
        boolean linked = false;
        try {
            new LinkOnTerminal(setup, in.around(), out).run();
            AccountId id = add(vault, known, Optional.of(folder));
            linked = true;
            return id;
        } finally {
            if (!linked) {
                SignalFolders.discard(setup, new SecureRandom());
            }
        }
    }

    /// The device of an account that is here was taken away, or it has not been linked yet.
    private static AccountId again(Workspace vault, SignalAccount account, Invocation in, Output out)
            throws Failure, VaultException, IOException {
        Optional<CourierLock> lock = CourierLock.tryTake(vault.vault().folder());
        if (lock.isEmpty()) {
            throw new Failure(Exit.FAILED, "link-elsewhere");
        }
        try (CourierLock _ = lock.get()) {
            new LinkOnTerminal(vault.signal().setup(account), in.around(), out).run();
        }
        return account.id();
    }

    private AccountId add(Workspace vault, PhoneNumber known, Optional<String> folder) throws VaultException {
        return vault.vault().write(tx -> {
            AccountId added = vault.signal().accounts().add(tx, known, program, folder);
            vault.journal().append(tx, JournalKind.ACCOUNT_ADDED, Payload.by(vault.actor(Via.COMMAND))
                    .over(Channel.SIGNAL).saying(known.e164()));
            return added;
        });
    }
}
