package guichet.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk gives an error, once or from some moment on, or the process is killed, at one call of the kernel in the middle of what ends a case and of what
/// brings it back. That act was done or not, never by half, and it says so.
@RequiresPeer("strace")
class EndingFaultsTest {
    private static final long SEED = 20261128;
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    /// Where there is no time for all.
    private static final Set<Ending> SHORT = EnumSet.of(Ending.DESTROY, Ending.EXPORT, Ending.SEAL,
            Ending.BACKUP_RESTORE);

    @TempDir
    private static Path folder;
    private static EndingOffice office = new EndingOffice(Path.of(""));

    @BeforeAll
    static void aClosedCase() throws Exception {
        office = new EndingOffice(folder);
        office.closedCase();
    }

    @ParameterizedTest
    @EnumSource
    void whatMeetsAFaultWasDoneOrNot(Ending ending) throws Exception {
        assumeTrue(SOAK || SHORT.contains(ending), "in the long run");
        Path scratch = Files.createDirectory(folder.resolve("faults-" + ending));
        new FaultSweep(ending.from(office), scratch, SEED + ending.name().hashCode(), 1).sweep(ending.words(),
                (program, _) -> ending.wasDoneOrNot(program, office));
    }
}
