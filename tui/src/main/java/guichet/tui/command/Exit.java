package guichet.tui.command;

/// How a command ended, in the contract's exit codes.
enum Exit {
    DONE(0),
    /** Failed or unknown: a disk, a server, a file, a vault made by a newer version. */
    FAILED(1), USAGE(2),
    /** Refused by policy: nothing left the machine. */
    REFUSED(3),
    /** No vault there, or no slot opens. */
    NO_ACCESS(4), NOT_FOUND(5),
    /** A page, the schema, a journal entry was altered. */
    ALTERED(6),
    /** The states that `doctor --nagios` ends with, as Nagios counts them. */
    NAGIOS_WARNING(1), NAGIOS_CRITICAL(2), NAGIOS_UNKNOWN(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
