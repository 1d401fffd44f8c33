package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "passphrase", subcommands = {PassphraseChange.class, PassphraseRecovery.class})
final class PassphraseGroup {
}
