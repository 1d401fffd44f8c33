package guichet.tui.command;

import guichet.keystore.Address;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What has been seen for an address: in its mails, or in files. Asks nobody on the net.
@Command(name = "find")
final class KeyFind implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Seen(List<KeyLine> keys, int dropped) {
        }
        Address of = address.orElseThrow();
        Seen seen = Steps.read(vault, tx -> {
            List<KnownKey> keys = vault.keyring().forAddress(tx, of);
            if (keys.isEmpty()) {
                throw new Failure(Exit.NOT_FOUND, "no-key-seen", of);
            }
            return new Seen(KeyShow.lines(vault, tx, keys), vault.keyring().droppedFor(tx, of));
        });
        KeyLine.show(vault, seen.keys(), out);
        if (seen.dropped() > 0) {
            out.tell("key.dropped", of, seen.dropped());
        }
        return Exit.DONE;
    }
}
