package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Its messages go back among all others.
@Command(name = "remove")
final class MachineRemove implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Address of = address.orElseThrow();
        Steps.write(vault, tx -> {
            if (!vault.machineRules().remove(tx, of, vault.actor(Via.COMMAND))) {
                throw new Failure(Exit.NOT_FOUND, "no-such-machine", of);
            }
            return of;
        });
        out.answer(new JsonLine().put("address", of.value()).flag("removed", true),
                out.sentences().tell("machine.removed", of));
        return Exit.DONE;
    }
}
