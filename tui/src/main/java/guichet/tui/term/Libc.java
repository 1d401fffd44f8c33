package guichet.tui.term;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The C library's functions that this package needs. Each gives what C gives: negative where it failed.
///
/// All are called in one form, five words in and an int out, since each further form takes a start 10 ms to make. On GNU/Linux a word that a
/// function does not ask for stays unread in its register, an int is read from the lower half of a word, and the variable arguments of
/// `open`, `ioctl` and `prctl` stand where fixed ones would.
final class Libc {
    static final long WINDOW_SIZE_REQUEST = 0x5413; // TIOCGWINSZ
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final MethodHandle CALL = caller();

    private Libc() {
    }

    static int isatty(int descriptor) {
        return call("isatty", descriptor, 0, 0);
    }

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return call("open", arena.allocateFrom(path).address(), flags, 0);
        }
    }

    static int close(int descriptor) {
        return call("close", descriptor, 0, 0);
    }

    static int tcgetattr(int descriptor, MemorySegment termios) {
        return call("tcgetattr", descriptor, termios.address(), 0);
    }

    /// @param when 0 now, 1 once written output has left, 2 and unread input is dropped besides
    static int tcsetattr(int descriptor, int when, MemorySegment termios) {
        return call("tcsetattr", descriptor, when, termios.address());
    }

    static int ioctl(int descriptor, long request, MemorySegment argument) {
        return call("ioctl", descriptor, request, argument.address());
    }

    static int prctl(int option, long first) {
        return call("prctl", option, first, 0);
    }

    static int setrlimit(int resource, MemorySegment limits) {
        return call("setrlimit", resource, limits.address(), 0);
    }

    static int umask(int mask) {
        return call("umask", mask, 0, 0);
    }

    @SuppressWarnings("restricted") // native calls are this class's purpose; the launcher grants them to this module
    private static MethodHandle caller() {
        return Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, WORD, WORD, WORD, WORD, WORD));
    }

    /// The memory that an argument is the address of has to live until it returns.
    private static int call(String name, long first, long second, long third) {
        MemorySegment function = Linker.nativeLinker().defaultLookup().findOrThrow(name);
        try {
            return (int) CALL.invokeExact(function, first, second, third, 0L, 0L);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }
}
