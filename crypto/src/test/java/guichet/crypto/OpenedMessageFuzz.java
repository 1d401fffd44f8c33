package guichet.crypto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/// Any bytes as an encrypted message: what opens is what was encrypted, or nothing.
class OpenedMessageFuzz {
    private static final byte[] SECRET = Forge.utf8("secret ".repeat(30));
    private static final OpenLimits LIMITS = new OpenLimits(100_000);
    private static final byte[] GOOD = encrypted();

    private static byte[] encrypted() {
        try {
            return Forge.encrypted(Forge.compressed(2, Forge.signed("secret ".repeat(30), Forge.signing(Cast.alice()))),
                    Cast.bob());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FuzzTest(maxDuration = "30m")
    void opens(byte[] raw) {
        open(raw);
        open(Mixed.into(GOOD, raw));
    }

    private static void open(byte[] raw) {
        if (new OpenPgp().open(raw, List.of(Cast.bob().key()), List.of(Cast.alice().certificate()), LIMITS,
                Cast.NOW) instanceof Opened.Plaintext opened && !Arrays.equals(SECRET, opened.bytes())) {
            throw new AssertionError("opened to something else");
        }
    }
}
