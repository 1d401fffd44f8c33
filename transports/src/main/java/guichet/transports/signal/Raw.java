package guichet.transports.signal;

import java.util.Arrays;

/// Bytes as they came. Equal where their bytes are; shows none of them.
public final class Raw {
    private static final Raw NONE = new Raw(new byte[0]);

    private final byte[] bytes;

    private Raw(byte[] bytes) {
        this.bytes = bytes;
    }

    static Raw of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Raw(bytes.clone());
    }

    static Raw none() {
        return NONE;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Raw raw && Arrays.equals(bytes, raw.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
