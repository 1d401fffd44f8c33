package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "retention", subcommands = {RetentionRule.class, RetentionList.class, RetentionRun.class})
final class RetentionGroup {
}
