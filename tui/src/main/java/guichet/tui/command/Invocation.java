package guichet.tui.command;

import guichet.tui.workspace.Vaults;

/// What a command that opens no vault, or does so by itself, has to work with.
record Invocation(Parts parts, GlobalOptions global, Surroundings around, Access access) {
    Vaults vaults() {
        return parts.vaults();
    }
}
