package guichet.tui.command;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalSetup;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
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
            AccountId id = add(vault, known);
            out.answer(new JsonLine().put("id", id.toString()).flag("linked", false),
                    out.sentences().tell("account.added-signal", known.e164(), id));
            return Exit.DONE;
        }
        AccountId id = new LinkOnTerminal(in.around(), out)
                .run(vault.signal().attempt(known, program, vault.actor(Via.COMMAND)));
        out.answer(new JsonLine().put("id", id.toString()).flag("linked", true),
                out.sentences().tell("account.linked", known.e164(), id));
        return Exit.DONE;
    }

    private AccountId add(Workspace vault, PhoneNumber known) throws VaultException {
        return vault.vault().write(tx -> {
            AccountId added = vault.signal().accounts().add(tx, known, program, Optional.empty());
            vault.journal().append(tx, JournalKind.ACCOUNT_ADDED, Payload.by(vault.actor(Via.COMMAND))
                    .over(Channel.SIGNAL).saying(known.e164()));
            return added;
        });
    }
}
