package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.SharedKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// From now on each signs with their own key as this address.
@Command(name = "unshare")
final class KeyUnshare implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Address shared = address.orElseThrow();
        Fingerprint key = Steps.write(vault, tx -> {
            Fingerprint before = vault.people().sharedKeys(tx).stream()
                    .filter(each -> each.address().equals(shared)).map(SharedKey::key).findFirst()
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "address-not-shared", shared));
            vault.people().unshareKey(tx, shared);
            vault.journal().append(tx, JournalKind.KEY_UNSHARED, Payload.by(vault.actor(Via.COMMAND))
                    .to(List.of(shared.value())).saying(before.hex()));
            return before;
        });
        out.answer(new JsonLine().put("address", shared.value()).put("fingerprint", key.hex()),
                out.sentences().tell("key.unshared", shared, key.spaced()));
        return Exit.DONE;
    }
}
