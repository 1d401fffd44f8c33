package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "add", subcommands = {AccountAddMail.class, AccountAddSignal.class, AccountAddChat.class})
final class AccountAdd {
}
