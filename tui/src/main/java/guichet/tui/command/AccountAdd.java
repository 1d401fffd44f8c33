package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "add", subcommands = AccountAddMail.class)
final class AccountAdd {
}
