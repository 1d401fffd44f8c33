package guichet.crypto;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/// A part of an array that nobody changes: what lets packets nest without being copied at each layer.
final class Bytes implements Document {
    private final byte[] array;
    private final int from;
    private final int length;

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    Bytes part(int offset, int count) {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw new IndexOutOfBoundsException(offset);
        }
        return new Bytes(array, from + offset, count);
    }

    int length() {
        return length;
    }

    int at(int index) {
        return array[from + Objects.checkIndex(index, length)] & 0xff;
    }

    boolean contains(byte[] some) {
        for (int at = from; at + some.length <= from + length; at++) {
            if (Arrays.equals(array, at, at + some.length, some, 0, some.length)) {
                return true;
            }
        }
        return false;
    }

    byte[] array() {
        return from == 0 && length == array.length ? array : Arrays.copyOfRange(array, from, from + length);
    }

    /// Independent of the array: for what outlives the file that it was read from.
    Bytes copy() {
        return of(Arrays.copyOfRange(array, from, from + length));
    }

    InputStream stream() {
        return new ByteArrayInputStream(array, from, length);
    }

    /// For consumers that take array, offset and length.
    @Override
    public void giveTo(Consumer consumer) {
        consumer.take(array, from, length);
    }

    @FunctionalInterface
    interface Consumer {
        void take(byte[] array, int from, int length);
    }
}
