/// Cases and messages, the intake, the gate and the journal. Owns the ports that transports implement.
module guichet.inbox {
    requires transitive guichet.keystore;
    requires apache.mime4j.core;
    requires com.fasterxml.jackson.core;
    // mime4j has no descriptor that would ask for it, and needs it to run.
    requires org.apache.commons.io;
    requires org.jsoup;
    requires org.apache.commons.compress;

    exports guichet.inbox;
    exports guichet.inbox.accounts;
    exports guichet.inbox.archive;
    exports guichet.inbox.cases;
    exports guichet.inbox.chat;
    exports guichet.inbox.endings;
    exports guichet.inbox.gate;
    exports guichet.inbox.intake;
    exports guichet.inbox.journal;
    exports guichet.inbox.mime;
    exports guichet.inbox.signal;
}
