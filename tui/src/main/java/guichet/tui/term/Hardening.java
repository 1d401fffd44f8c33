package guichet.tui.term;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/// Keeps other processes and the disk from seeing this process's memory: no core dump, no debugger of the same user, no new
/// privileges, and files for their owner alone.
public final class Hardening {
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int RLIMIT_CORE = 4;
    private static final int FOR_OWNER_ONLY = 0077;

    private Hardening() {
    }

    /// Call it once, before any secret is read. "No new privileges" holds for the calling thread and those that it starts: the
    /// launcher sets it for the whole process.
    ///
    /// @return whether everything was granted
    public static boolean apply() {
        try (Arena arena = Arena.ofConfined()) {
            Libc.umask(FOR_OWNER_ONLY);
            boolean noCore = Libc.setrlimit(RLIMIT_CORE, arena.allocate(ValueLayout.JAVA_LONG, 2)) == 0;
            boolean noDump = Libc.prctl(PR_SET_DUMPABLE, 0) == 0;
            boolean noPrivileges = Libc.prctl(PR_SET_NO_NEW_PRIVS, 1) == 0;
            return noCore && noDump && noPrivileges;
        }
    }
}
