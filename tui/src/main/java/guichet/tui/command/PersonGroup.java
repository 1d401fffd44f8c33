package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "person", subcommands = {PersonAdd.class, PersonList.class, PersonRemove.class})
final class PersonGroup {
}
