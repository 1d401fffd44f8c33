package guichet.transports.signal;

import guichet.crypto.PeerCondition;
import guichet.crypto.RequiresPeer;
import java.nio.file.Path;

/// signal-cli itself, as `tools/install-peers` brings it.
@RequiresPeer("signal-cli")
class RealSignalCliTest extends SignalCliContract {
    @Override
    Path program() {
        return PeerCondition.find("signal-cli").orElseThrow();
    }
}
