package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Decided;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accept")
final class KeyAccept implements Action.InVault {
    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--for", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> addresses = new ArrayList<>();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Result(Decided.Done done, KeyLine line) {
        }
        Result result = Steps.write(vault, tx -> {
            Decided.Done done = KeyDecision.done(decide(vault, tx), fingerprint);
            KeyDecision.journal(vault, tx, JournalKind.KEY_ACCEPTED, done, Optional.empty());
            return new Result(done, KeyLine.of(vault, tx, done.now()));
        });
        KeyDecision.tell(vault, result.done(), result.line(), out);
        Rejudging.run(vault, out);
        return Exit.DONE;
    }

    private Decided decide(Workspace vault, Tx tx) throws VaultException, Failure {
        Fingerprint key = Find.fingerprint(fingerprint);
        Instant now = vault.clock().instant();
        return addresses.isEmpty()
                ? vault.keyring().accept(tx, key, vault.person().id(), now)
                : vault.keyring().accept(tx, key, Set.copyOf(addresses), vault.person().id(), now);
    }
}
