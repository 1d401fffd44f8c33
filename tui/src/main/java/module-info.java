/// What a person meets: the commands, the text UI, and the one place that wires everything.
module guichet.tui {
    requires transitive guichet.transports;
    requires transitive info.picocli;
    requires com.fasterxml.jackson.core;
    requires com.googlecode.lanterna;

    // exports guichet.tui;
    // exports guichet.tui.command;

    // opens guichet.tui.command to info.picocli;
}
