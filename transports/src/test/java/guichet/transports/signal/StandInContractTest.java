package guichet.transports.signal;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.file.Path;

/// The stand-in does as the real one does.
class StandInContractTest extends SignalCliContract {
    @Override
    Path program() throws IOException {
        return StandIn.program(folder.resolve("signal-cli"), StandIn.ownClassPath());
    }
}
