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

@Command(name = "verify")
final class KeyVerify implements Action.InVault {
    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--how", paramLabel = "TEXT")
    Optional<String> how = Optional.empty();

    @Option(names = "--for", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> addresses = new ArrayList<>();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Result(Decided.Done done, KeyLine line) {
        }
        Result result = Steps.write(vault, tx -> {
            Decided.Done done = KeyDecision.done(decide(vault, tx), fingerprint);
            KeyDecision.journal(vault, tx, JournalKind.KEY_VERIFIED, done, how);
            return new Result(done, KeyLine.of(vault, tx, done.now()));
        });
        KeyDecision.tell(vault, result.done(), result.line(), out);
        Rejudging.run(vault, out);
        return Exit.DONE;
    }

    private Decided decide(Workspace vault, Tx tx) throws VaultException, Failure {
        Fingerprint key = Find.fingerprint(fingerprint);
        Instant now = vault.clock().instant();
        String words = how.orElse("");
        return addresses.isEmpty()
                ? vault.keyring().verify(tx, key, words, vault.person().id(), now)
                : vault.keyring().verify(tx, key, Set.copyOf(addresses), words, vault.person().id(), now);
    }
}
