package guichet.tui.offender;

import java.io.IOException;

final class StartsAProcess {
    Process forbidden() throws IOException {
        return new ProcessBuilder("sendmail").start();
    }
}
