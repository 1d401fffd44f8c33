package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "staff", subcommands = {ChatStaffList.class, ChatStaffDismiss.class, ChatStaffReplace.class,
        ChatStaffAlarms.class, ChatStaffKeep.class})
final class ChatStaffGroup {
}
