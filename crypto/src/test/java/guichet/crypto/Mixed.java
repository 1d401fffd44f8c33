package guichet.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Puts what a fuzzer thinks of into something well made: that alone would take it years to find.
public final class Mixed {
    private static final int HEAD = 8;

    private Mixed() {
    }

    /// The first eight bytes say from where to where of the good bytes the rest replaces.
    public static byte[] into(byte[] good, byte[] idea) {
        if (idea.length < HEAD || good.length == 0) {
            return good.clone();
        }
        ByteBuffer head = ByteBuffer.wrap(idea);
        int from = Math.floorMod(head.getInt(), good.length + 1);
        int until = Math.min(good.length, from + Math.floorMod(head.getInt(), 64));
        byte[] mixed = Arrays.copyOf(good, from + idea.length - HEAD + good.length - until);
        System.arraycopy(idea, HEAD, mixed, from, idea.length - HEAD);
        System.arraycopy(good, until, mixed, from + idea.length - HEAD, good.length - until);
        return mixed;
    }
}
