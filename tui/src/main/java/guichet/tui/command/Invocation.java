package guichet.tui.command;

import guichet.tui.workspace.Vaults;

/// What a command that opens no vault, or does so by itself, has to work with.
record Invocation(Vaults vaults, GlobalOptions global, Surroundings around, Access access) {
}
