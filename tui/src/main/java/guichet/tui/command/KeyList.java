package guichet.tui.command;

import guichet.crypto.Certificate;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "list")
final class KeyList implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        KeyLine.show(vault, vault.vault().read(tx -> {
            List<KeyLine> lines = new ArrayList<>();
            for (Certificate own : vault.people().allCertificates(tx)) {
                Optional<KnownKey> known = vault.keyring().find(tx, own.fingerprint());
                if (known.isPresent()) {
                    lines.add(KeyLine.of(vault, tx, known.get()));
                }
            }
            for (KnownKey key : vault.keyring().list(tx)) {
                lines.add(KeyLine.of(vault, tx, key));
            }
            return lines;
        }), out);
        return Exit.DONE;
    }
}
