package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.random.RandomGenerator;

/// The folders of an account, on the disk and in memory.
public final class SignalFolders {
    private SignalFolders() {
    }

    /// Removes the one in memory, which the bridge makes anew: linking leaves nothing there that anybody needs. Not while signal-cli runs,
    /// and not where a bridge has ever served this account.
    public static void leaveMemory(SignalSetup setup, RandomGenerator random) throws IOException {
        RamFolder.open(setup.home(), setup.ram(), random).delete();
    }

    /// Removes them with all that signal-cli keeps there. Not while it runs: to be called where linking did not come to its end.
    public static void discard(SignalSetup setup, RandomGenerator random) throws IOException {
        RamFolder.open(setup.home(), setup.ram(), random).delete();
        RamFolder.empty(setup.home());
        Files.deleteIfExists(setup.home());
    }
}
