package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "account", subcommands = {AccountAdd.class, AccountList.class, AccountCheckCommand.class,
        AccountRemove.class})
final class AccountGroup {
}
