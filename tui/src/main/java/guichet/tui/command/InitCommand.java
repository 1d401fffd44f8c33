package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "init")
final class InitCommand implements Action.Alone {
    @Option(names = "--name", required = true, paramLabel = "NAME")
    String name = "";

    @Option(names = "--address", required = true, paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Invocation in, Output out) throws Failure, VaultException, IOException {
        Path folder = in.access().folder();
        if (in.vaults().isOccupied(folder)) {
            throw new Failure(Exit.FAILED, "occupied", folder);
        }
        try (Secret passphrase = in.access().secrets().chosen(in.access().passphraseFile(), out)) {
            return switch (found(in, folder, passphrase)) {
                case Vaults.Founding.Occupied _ -> throw new Failure(Exit.FAILED, "occupied", folder);
                case Vaults.Founding.Founded founded -> {
                    try (RecoveryKey recovery = founded.recovery()) {
                        RecoveryText.show(recovery, new JsonLine().put("fingerprint", founded.key().hex()),
                                out.sentences().tell("init.done", folder, founded.key().spaced()), out);
                    }
                    yield Exit.DONE;
                }
            };
        }
    }

    private Vaults.Founding found(Invocation in, Path folder, Secret passphrase) throws Failure, VaultException {
        try {
            return in.vaults().found(folder, name, address.orElseThrow(), passphrase, Via.COMMAND);
        } catch (IllegalArgumentException notAName) {
            throw new Failure(Exit.USAGE, "bad-name", name);
        }
    }
}
