package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "machine", subcommands = {MachineAdd.class, MachineList.class, MachineMute.class, MachineUnmute.class,
        MachineRemove.class})
final class MachineGroup {
}
