package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.KeptKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ends the alarms of an address for the key that it has: the others are not its.
@Command(name = "keep")
final class KeyKeep implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Address of = address.orElseThrow();
        KeptKey kept = Steps.write(vault, tx -> {
            KeptKey done = vault.keyring().keepSettled(tx, of, vault.person().id(), vault.clock().instant())
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-settled-key", of));
            vault.journal().append(tx, JournalKind.KEY_KEPT,
                    Payload.by(vault.actor(Via.COMMAND)).to(List.of(of.value())).saying(done.detail()));
            return done;
        });
        Fingerprint key = kept.key().fingerprint();
        out.answer(
                new JsonLine().put("address", of.value()).put("fingerprint", key.hex()).strings("refused",
                        kept.refused().stream().map(Fingerprint::hex).toList()),
                out.sentences().tell("key.kept", of, key.spaced(), kept.refused().isEmpty()
                        ? out.sentences().tell("key.kept-none")
                        : kept.refused().stream().map(Fingerprint::spaced).collect(Collectors.joining(", "))));
        return Exit.DONE;
    }
}
