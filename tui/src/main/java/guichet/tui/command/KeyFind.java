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
        KeyLine.show(vault, Steps.read(vault, tx -> {
            List<KnownKey> seen = vault.keyring().forAddress(tx, address.orElseThrow());
            if (seen.isEmpty()) {
                throw new Failure(Exit.NOT_FOUND, "no-key-seen", address.orElseThrow());
            }
            return KeyShow.lines(vault, tx, seen);
        }), out);
        return Exit.DONE;
    }
}
