package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.crypto.SecretKey;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// From now on this key of ours is the address's, whoever writes from it.
@Command(name = "share")
final class KeyShare implements Action.InVault {
    @Option(names = "--for", required = true, paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Address shared = address.orElseThrow();
        KeyLine line = Steps.write(vault, tx -> {
            Fingerprint key;
            try (SecretKey own = OwnKey.find(vault, tx, fingerprint)) {
                key = own.fingerprint();
                if (own.certificate().problem(vault.clock().instant()).equals(Optional.of(KeyProblem.REVOKED))) {
                    throw new Failure(Exit.REFUSED, "shared-key-revoked", key.spaced());
                }
                if (own.certificate().addresses().stream().map(Address::new).noneMatch(shared::equals)) {
                    throw new Failure(Exit.USAGE, "key-without-address", key.spaced(), shared);
                }
            }
            SharedAddress.use(vault, tx, shared, key);
            return KeyLine.of(vault, tx, Find.key(vault, tx, fingerprint));
        });
        out.answer(line.json(), line.text(vault, out.sentences()));
        out.tell("key.shared-tell-others", shared);
        Rejudging.run(vault, out);
        return Exit.DONE;
    }
}
