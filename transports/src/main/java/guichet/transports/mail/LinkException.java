package guichet.transports.mail;

import java.io.Serial;

/// A connection that could not be made or went wrong. Its message is a fixed word; nothing of a server or a mail is in it.
final class LinkException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    LinkException(Trouble trouble) {
        this(new Fault(trouble));
    }

    LinkException(Trouble trouble, String serverWords) {
        this(new Fault(trouble, serverWords));
    }

    LinkException(Fault fault) {
        super(fault.trouble().word());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    Trouble trouble() {
        return fault.trouble();
    }
}
