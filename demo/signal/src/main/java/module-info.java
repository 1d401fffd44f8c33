/// A stand-in for signal-cli: its command line and its JSON-RPC, without the network. For the demo and the tests.
module guichet.demo.signal {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;

    exports guichet.demo.signal;
}
