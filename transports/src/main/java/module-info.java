/// The only code of the product that opens a socket or starts a process. Moves finished bytes, builds no message.
module guichet.transports {
    requires transitive guichet.inbox;
    requires com.fasterxml.jackson.core;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;

    exports guichet.transports.chat;
    exports guichet.transports.keys;
    exports guichet.transports.mail;
    exports guichet.transports.net;
    exports guichet.transports.signal;
}
