package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "journal", subcommands = {JournalList.class, JournalVerify.class, JournalHeadCommand.class,
        JournalReport.class})
final class JournalGroup {
}
