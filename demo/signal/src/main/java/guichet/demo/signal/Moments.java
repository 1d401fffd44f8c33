package guichet.demo.signal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moment at which the process dies or falls silent, as the script wants it. Any thread.
final class Moments {
    /// As `kill -9` would tell it.
    private static final int KILLED = 137;

    private final Output output;
    private volatile Optional<Trap> trap = Optional.empty();
    private volatile boolean hangs;

    private record Trap(String method, When when) {
    }

    enum When {
        BEFORE, ACCEPTED, HALF_ANSWER, AFTER
    }

    Moments(Output output) {
        this.output = output;
    }

    void arm(Map<String, @Nullable Object> entry) {
        trap = Optional.of(new Trap(Json.string(entry, "method").orElse("send"), When.valueOf(Json.string(entry, "when")
                .orElse("before").toUpperCase(java.util.Locale.ROOT).replace('-', '_'))));
    }

    void hang() {
        hangs = true;
    }

    void before(String method) throws InterruptedException {
        die(method, When.BEFORE);
        if (hangs) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    void atAnswer(String method, Map<String, @Nullable Object> answer) {
        die(method, When.ACCEPTED);
        if (is(method, When.HALF_ANSWER)) {
            byte[] whole = Json.bytes(answer);
            output.raw(Arrays.copyOf(whole, whole.length / 2), 0);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    void after(String method) {
        die(method, When.AFTER);
    }

    private void die(String method, When when) {
        if (is(method, when)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private boolean is(String method, When when) {
        return trap.filter(new Trap(method, when)::equals).isPresent();
    }
}
