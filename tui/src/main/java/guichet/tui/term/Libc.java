package guichet.tui.term;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The C library's functions that this package needs. Each gives what C gives: negative where it failed.
final class Libc {
    static final long WINDOW_SIZE_REQUEST = 0x5413; // TIOCGWINSZ
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final Linker LINKER = Linker.nativeLinker();

    private Libc() {
    }

    static int isatty(int descriptor) {
        return call(handle("isatty", FunctionDescriptor.of(INT, INT)), descriptor);
    }

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return call(handle("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT),
                    Linker.Option.firstVariadicArg(2)), arena.allocateFrom(path), flags);
        }
    }

    static int close(int descriptor) {
        return call(handle("close", FunctionDescriptor.of(INT, INT)), descriptor);
    }

    static int tcgetattr(int descriptor, MemorySegment termios) {
        return call(handle("tcgetattr", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS)), descriptor, termios);
    }

    /// @param when 0 now, 1 once written output has left, 2 and unread input is dropped besides
    static int tcsetattr(int descriptor, int when, MemorySegment termios) {
        return call(handle("tcsetattr", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS)), descriptor, when,
                termios);
    }

    static int ioctl(int descriptor, long request, MemorySegment argument) {
        return call(handle("ioctl", FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2)), descriptor, request, argument);
    }

    static int prctl(int option, long first) {
        return call(handle("prctl",
                FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1)), option, first, 0L, 0L, 0L);
    }

    static int setrlimit(int resource, MemorySegment limits) {
        return call(handle("setrlimit", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS)), resource, limits);
    }

    static int umask(int mask) {
        return call(handle("umask", FunctionDescriptor.of(INT, INT)), mask);
    }

    @SuppressWarnings("restricted") // native calls are this class's purpose; the launcher grants them to this module
    private static MethodHandle handle(String name, FunctionDescriptor form, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), form, options);
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }
}
