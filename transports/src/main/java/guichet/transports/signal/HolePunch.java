package guichet.transports.signal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// Gives the beginning of a file back to the system while another process appends to it: `fallocate(2)` with FALLOC_FL_PUNCH_HOLE. No offset
/// changes, so nothing that is written meanwhile can get lost, as it could by truncating. What was there reads as zeros afterwards.
final class HolePunch {
    private static final int O_RDWR_CLOEXEC = 0x80002;
    private static final int KEEP_SIZE_AND_PUNCH_HOLE = 3;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final Linker LINKER = Linker.nativeLinker();

    private HolePunch() {
    }

    /// @return false where this file system can't; the file is as it was
    static boolean punch(Path file, long length) {
        if (length <= 0) {
            return true;
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle open = handle("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT),
                    Linker.Option.firstVariadicArg(2));
            MethodHandle fallocate = handle("fallocate", FunctionDescriptor.of(INT, INT, INT, LONG, LONG));
            MethodHandle close = handle("close", FunctionDescriptor.of(INT, INT));
            MemorySegment path = arena.allocateFrom(file.toString());
            int descriptor = (int) open.invokeExact(path, O_RDWR_CLOEXEC);
            if (descriptor < 0) {
                return false;
            }
            int punched = (int) fallocate.invokeExact(descriptor, KEEP_SIZE_AND_PUNCH_HOLE, 0L, length);
            int closed = (int) close.invokeExact(descriptor);
            return punched == 0 && closed == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }

    @SuppressWarnings("restricted") // native calls are this class's purpose; the launcher grants them to this module
    private static MethodHandle handle(String name, FunctionDescriptor form, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), form, options);
    }
}
