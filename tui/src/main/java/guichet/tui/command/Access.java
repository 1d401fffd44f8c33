package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Finds the vault and what opens it, by the contract's order of precedence, and opens it.
final class Access {
    private final Vaults vaults;
    private final GlobalOptions global;
    private final Surroundings around;
    private final Secrets secrets;

    Access(Vaults vaults, GlobalOptions global, Surroundings around, Sentences sentences) {
        this.vaults = vaults;
        this.global = global;
        this.around = around;
        this.secrets = new Secrets(around, sentences);
    }

    Secrets secrets() {
        return secrets;
    }

    /// `--vault`, else `$GUICHET_VAULT`, else the XDG data directory.
    Path folder() {
        return global.vault.or(() -> around.variable("GUICHET_VAULT").map(Path::of))
                .orElseGet(() -> around.variable("XDG_DATA_HOME").map(Path::of).filter(Path::isAbsolute)
                        .orElseGet(() -> around.home().resolve(".local").resolve("share")).resolve("guichet"));
    }

    /// `--passphrase-file`, else `$GUICHET_PASSPHRASE_FILE`.
    Optional<Path> passphraseFile() {
        return global.passphraseFile.or(() -> around.variable("GUICHET_PASSPHRASE_FILE").map(Path::of));
    }

    void requireVault() throws Failure {
        if (!vaults.isOccupied(folder())) {
            throw new Failure(Exit.NO_ACCESS, "no-vault", folder());
        }
    }

    Workspace open(Output out) throws Failure, VaultException, IOException {
        return open(out, Via.COMMAND);
    }

    Workspace open(Output out, Via via) throws Failure, VaultException, IOException {
        requireVault();
        return openAt(folder(), out, via);
    }

    /// A vault that lies elsewhere than where people look for it.
    Workspace openAt(Path folder, Output out, Via via) throws Failure, VaultException, IOException {
        if (global.passphraseFile.isPresent() && global.recoveryKeyFile.isPresent()) {
            throw new Failure(Exit.USAGE, "two-credentials");
        }
        Opening opening = global.recoveryKeyFile.isPresent()
                ? byRecoveryKey(folder, global.recoveryKeyFile.get())
                : byPassphrase(folder);
        return switch (opening) {
            case Opening.Open open -> {
                open.workspace().noteUnlock(via);
                warnings(open.workspace(), out);
                yield open.workspace();
            }
            case Opening.NoVault _ -> throw new Failure(Exit.NO_ACCESS, "no-vault", folder);
            case Opening.NoSlotOpens _ -> throw new Failure(Exit.NO_ACCESS,
                    global.recoveryKeyFile.isPresent() ? "wrong-recovery-key" : "wrong-passphrase");
            case Opening.NoSuchPerson _ -> throw new Failure(Exit.NO_ACCESS, "not-this-person",
                    global.person.orElse(""));
            case Opening.WhichPerson which -> throw new Failure(Exit.USAGE, "which-person",
                    String.join(", ", which.names()));
            case Opening.Damaged damaged -> throw new Failure(Exit.ALTERED,
                    "damaged-" + damaged.why().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            case Opening.TooNew _ -> throw new Failure(Exit.FAILED, "too-new");
        };
    }

    private Opening byPassphrase(Path folder) throws Failure, VaultException, IOException {
        try (Secret passphrase = secrets.from(passphraseFile(), "prompt.passphrase")) {
            return vaults.open(folder, new Credential.Passphrase(passphrase), global.person);
        }
    }

    private Opening byRecoveryKey(Path folder, Path file) throws Failure, VaultException, IOException {
        try (Secret typed = secrets.file(file)) {
            char[] text = typed.chars();
            try (RecoveryKey key = RecoveryKey.read(text)
                    .orElseThrow(() -> new Failure(Exit.NO_ACCESS, "not-a-recovery-key"))) {
                return vaults.open(folder, new Credential.Recovery(key), global.person);
            } finally {
                Arrays.fill(text, '\0');
            }
        }
    }

    private static void warnings(Workspace workspace, Output out) {
        if (workspace.machine().swapsInTheClear()) {
            out.tell("warning.swap");
        }
    }
}
