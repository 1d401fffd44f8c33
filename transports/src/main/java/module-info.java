/// The only code of the product that opens a socket or starts a process. Moves finished bytes, builds no message.
module guichet.transports {
    requires transitive guichet.inbox;
    requires com.fasterxml.jackson.core;

    exports guichet.transports.mail;
    exports guichet.transports.signal;
}
