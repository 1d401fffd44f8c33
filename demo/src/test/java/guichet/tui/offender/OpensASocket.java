package guichet.tui.offender;

import java.io.IOException;
import java.net.Socket;

final class OpensASocket {
    Socket forbidden() throws IOException {
        return new Socket("localhost", 25);
    }
}
