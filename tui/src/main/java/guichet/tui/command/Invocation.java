package guichet.tui.command;

import guichet.tui.App;

/// What a command that opens no vault, or does so by itself, has to work with.
record Invocation(App app, GlobalOptions global, Surroundings around, Access access) {
}
