package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.SlotSet;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Also the way back in for someone who opened the vault by its recovery key.
@Command(name = "change")
final class PassphraseChange implements Action.InVault {
    @Option(names = "--new-passphrase-file", paramLabel = "FILE")
    Optional<Path> newPassphraseFile = Optional.empty();

    @Option(names = "--compromised")
    boolean compromised;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        SlotId slot = vault.vault().read(tx -> vault.people().slot(tx, vault.person().id())).orElseThrow();
        try (Secret chosen = in.access().secrets().chosen(newPassphraseFile, out)) {
            NewPassphrase passphrase = in.vaults().newPassphrase(chosen);
            SlotSet set = compromised
                    ? vault.vault().rekey(slot, passphrase)
                    : vault.vault().changePassphrase(slot, passphrase);
            return switch (set) {
                case SlotSet.Taken _ -> throw new Failure(Exit.USAGE, "passphrase-taken");
                case SlotSet.Done _ -> {
                    JournalKind kind = compromised ? JournalKind.REKEYED : JournalKind.PASSPHRASE_CHANGED;
                    vault.vault().write(
                            tx -> vault.journal().append(tx, kind, Payload.by(vault.actor(Via.COMMAND))));
                    out.answer(new JsonLine().flag("rekeyed", compromised),
                            out.sentences().tell(compromised ? "passphrase.rekeyed" : "passphrase.changed"));
                    yield Exit.DONE;
                }
            };
        }
    }
}
