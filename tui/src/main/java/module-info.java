/// What a person meets: the commands, the text UI, and the one place that wires everything.
module guichet.tui {
    requires transitive guichet.transports;
    requires info.picocli;
    requires com.google.zxing;
    requires com.fasterxml.jackson.core;
    requires com.googlecode.lanterna;
    // Lanterna asks for the signal of a resize by reflection; without this module a resize goes unnoticed.
    requires jdk.unsupported;

    exports guichet.tui;
    exports guichet.tui.command;
    exports guichet.tui.text;
    exports guichet.tui.workspace;

    // picocli reads and fills the annotated fields of the command classes.
    opens guichet.tui.command to info.picocli;

    uses guichet.tui.command.ExtraCommand;
}
