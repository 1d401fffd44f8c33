package guichet.tui.command;

import guichet.inbox.cases.MachineRule;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unmute")
final class MachineUnmute implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        return MachineHearing.set(vault, address.orElseThrow(), MachineRule.Heard.COUNTED, out);
    }
}
