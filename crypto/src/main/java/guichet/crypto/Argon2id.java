package guichet.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/// Argon2id, version 0x13, without secret and associated data (RFC 9106). For one derivation, called by one thread; wiped when closed.
///
/// Written for a compiler that optimises little, since it runs once, at a start: a round holds its sixteen words in local
/// variables, and all memory is one array. There, Bouncy Castle's takes a third longer.
final class Argon2id implements AutoCloseable {
    private static final int VERSION = 0x13;
    private static final int TYPE = 2;
    private static final int WORDS = 128;
    private static final int BLOCK_BYTES = 1024;
    private static final int SLICES = 4;
    private static final int HASH_BYTES = 64;
    private static final long LOW = 0xffff_ffffL;

    private final Argon2Cost cost;
    private final int lanes;
    private final int laneLength;
    private final int segmentLength;
    private final long[] memory;

    Argon2id(Argon2Cost cost) {
        this.cost = cost;
        this.lanes = cost.parallelism();
        this.segmentLength = cost.memoryKib() / (SLICES * lanes);
        this.laneLength = segmentLength * SLICES;
        this.memory = new long[Math.multiplyExact(laneLength * lanes, WORDS)];
    }

    /// @param length of the key, in bytes, up to 1024
    byte[] derive(byte[] password, byte[] salt, int length) {
        byte[] seed = seed(password, salt, length);
        for (int lane = 0; lane < lanes; lane++) {
            start(seed, lane, 0);
            start(seed, lane, 1);
        }
        Arrays.fill(seed, (byte) 0);
        for (int pass = 0; pass < cost.iterations(); pass++) {
            for (int slice = 0; slice < SLICES; slice++) {
                fill(pass, slice);
            }
        }
        return finish(length);
    }

    /// Section 3.2, step 1.
    private byte[] seed(byte[] password, byte[] salt, int length) {
        ByteBuffer numbers = ByteBuffer.allocate(6 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(lanes)
                .putInt(length).putInt(cost.memoryKib()).putInt(cost.iterations()).putInt(VERSION).putInt(TYPE);
        return blake(HASH_BYTES, numbers.array(), number(password.length), password, number(salt.length), salt,
                number(0),
                number(0));
    }

    /// Steps 3 and 4.
    private void start(byte[] seed, int lane, int column) {
        byte[] block = longHash(BLOCK_BYTES, seed, number(column), number(lane));
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(memory, at(lane, column), WORDS);
        Arrays.fill(block, (byte) 0);
    }

    /// Step 7.
    private byte[] finish(int length) {
        long[] last = new long[WORDS];
        for (int lane = 0; lane < lanes; lane++) {
            int from = at(lane, laneLength - 1);
            for (int i = 0; i < WORDS; i++) {
                last[i] ^= memory[from + i];
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(last);
        byte[] key = longHash(length, bytes.array());
        Arrays.fill(last, 0);
        Arrays.fill(bytes.array(), (byte) 0);
        return key;
    }

    /// The lanes do not read what the others write within a slice (section 3.4): each on a processor of its own, where there are some.
    private void fill(int pass, int slice) {
        IntStream.range(0, lanes).parallel().forEach(lane -> fill(pass, slice, lane));
    }

    /// Sections 3.4.1.2 and 3.4.2: in the first half of the first pass, where to read does not depend on the password.
    private void fill(int pass, int slice, int lane) {
        boolean independent = pass == 0 && slice < SLICES / 2;
        long[] addresses = new long[WORDS];
        long[] scratch = new long[WORDS];
        int first = pass == 0 && slice == 0 ? 2 : 0;
        for (int index = first; index < segmentLength; index++) {
            int column = slice * segmentLength + index;
            int before = at(lane, column == 0 ? laneLength - 1 : column - 1);
            if (independent && (index % WORDS == 0 || index == first)) {
                addresses(addresses, lane, slice, index / WORDS + 1);
            }
            long chosen = independent ? addresses[index % WORDS] : memory[before];
            compress(scratch, before, reference(pass, slice, lane, index, chosen), at(lane, column), pass > 0);
        }
        Arrays.fill(scratch, 0);
    }

    /// Section 3.4: where the block lies that is mixed in.
    private int reference(int pass, int slice, int lane, int index, long chosen) {
        int other = pass == 0 && slice == 0 ? lane : (int) ((chosen >>> 32) % lanes);
        long finished = (pass == 0 ? slice : SLICES - 1) * (long) segmentLength;
        long area = other == lane ? finished + index - 1 : finished - (index == 0 ? 1 : 0);
        long x = ((chosen & LOW) * (chosen & LOW)) >>> 32;
        long back = area - 1 - ((area * x) >>> 32);
        long oldest = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * (long) segmentLength;
        return at(other, (int) ((oldest + back) % laneLength));
    }

    private void addresses(long[] into, int lane, int slice, int counter) {
        Arrays.fill(into, 0);
        into[1] = lane;
        into[2] = slice;
        into[3] = (long) laneLength * lanes;
        into[4] = cost.iterations();
        into[5] = TYPE;
        into[6] = counter;
        for (int twice = 0; twice < 2; twice++) {
            long[] before = into.clone();
            permute(into);
            for (int i = 0; i < WORDS; i++) {
                into[i] ^= before[i];
            }
        }
    }

    /// The function G of section 3.5; on later passes its result is mixed into what was there.
    private void compress(long[] z, int left, int right, int target, boolean mix) {
        long[] m = memory;
        for (int i = 0; i < WORDS; i++) {
            long r = m[left + i] ^ m[right + i];
            z[i] = r;
            m[target + i] = mix ? m[target + i] ^ r : r;
        }
        permute(z);
        for (int i = 0; i < WORDS; i++) {
            m[target + i] ^= z[i];
        }
    }

    private static void permute(long[] z) {
        for (int row = 0; row < 8; row++) {
            round(z, row * 16, 2);
        }
        for (int column = 0; column < 8; column++) {
            round(z, column * 2, 16);
        }
    }

    private int at(int lane, int column) {
        return (lane * laneLength + column) * WORDS;
    }

    /// The function H' of section 3.3.
    private static byte[] longHash(int length, byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = number(length);
        System.arraycopy(parts, 0, all, 1, parts.length);
        if (length <= HASH_BYTES) {
            return blake(length, all);
        }
        byte[] out = new byte[length];
        byte[] hash = blake(HASH_BYTES, all);
        int done = 0;
        for (; length - done > HASH_BYTES; done += HASH_BYTES / 2) {
            System.arraycopy(hash, 0, out, done, HASH_BYTES / 2);
            hash = blake(Math.min(HASH_BYTES, length - done - HASH_BYTES / 2), hash);
        }
        System.arraycopy(hash, 0, out, done, length - done);
        return out;
    }

    private static byte[] blake(int length, byte[]... parts) {
        Blake2bDigest digest = new Blake2bDigest(length * Byte.SIZE);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[length];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    @Override
    public void close() {
        Arrays.fill(memory, 0);
    }

    private static long add(long a, long b) {
        return a + b + (((a & LOW) * (b & LOW)) << 1);
    }

    /// The permutation P of section 3.6 on eight pairs of words.
    private static void round(long[] z, int first, int step) {
        long v0 = z[first];
        long v1 = z[first + 1];
        long v2 = z[first + 1 * step];
        long v3 = z[first + 1 * step + 1];
        long v4 = z[first + 2 * step];
        long v5 = z[first + 2 * step + 1];
        long v6 = z[first + 3 * step];
        long v7 = z[first + 3 * step + 1];
        long v8 = z[first + 4 * step];
        long v9 = z[first + 4 * step + 1];
        long v10 = z[first + 5 * step];
        long v11 = z[first + 5 * step + 1];
        long v12 = z[first + 6 * step];
        long v13 = z[first + 6 * step + 1];
        long v14 = z[first + 7 * step];
        long v15 = z[first + 7 * step + 1];
        v0 = add(v0, v4);
        v12 = Long.rotateRight(v12 ^ v0, 32);
        v8 = add(v8, v12);
        v4 = Long.rotateRight(v4 ^ v8, 24);
        v0 = add(v0, v4);
        v12 = Long.rotateRight(v12 ^ v0, 16);
        v8 = add(v8, v12);
        v4 = Long.rotateRight(v4 ^ v8, 63);
        v1 = add(v1, v5);
        v13 = Long.rotateRight(v13 ^ v1, 32);
        v9 = add(v9, v13);
        v5 = Long.rotateRight(v5 ^ v9, 24);
        v1 = add(v1, v5);
        v13 = Long.rotateRight(v13 ^ v1, 16);
        v9 = add(v9, v13);
        v5 = Long.rotateRight(v5 ^ v9, 63);
        v2 = add(v2, v6);
        v14 = Long.rotateRight(v14 ^ v2, 32);
        v10 = add(v10, v14);
        v6 = Long.rotateRight(v6 ^ v10, 24);
        v2 = add(v2, v6);
        v14 = Long.rotateRight(v14 ^ v2, 16);
        v10 = add(v10, v14);
        v6 = Long.rotateRight(v6 ^ v10, 63);
        v3 = add(v3, v7);
        v15 = Long.rotateRight(v15 ^ v3, 32);
        v11 = add(v11, v15);
        v7 = Long.rotateRight(v7 ^ v11, 24);
        v3 = add(v3, v7);
        v15 = Long.rotateRight(v15 ^ v3, 16);
        v11 = add(v11, v15);
        v7 = Long.rotateRight(v7 ^ v11, 63);
        v0 = add(v0, v5);
        v15 = Long.rotateRight(v15 ^ v0, 32);
        v10 = add(v10, v15);
        v5 = Long.rotateRight(v5 ^ v10, 24);
        v0 = add(v0, v5);
        v15 = Long.rotateRight(v15 ^ v0, 16);
        v10 = add(v10, v15);
        v5 = Long.rotateRight(v5 ^ v10, 63);
        v1 = add(v1, v6);
        v12 = Long.rotateRight(v12 ^ v1, 32);
        v11 = add(v11, v12);
        v6 = Long.rotateRight(v6 ^ v11, 24);
        v1 = add(v1, v6);
        v12 = Long.rotateRight(v12 ^ v1, 16);
        v11 = add(v11, v12);
        v6 = Long.rotateRight(v6 ^ v11, 63);
        v2 = add(v2, v7);
        v13 = Long.rotateRight(v13 ^ v2, 32);
        v8 = add(v8, v13);
        v7 = Long.rotateRight(v7 ^ v8, 24);
        v2 = add(v2, v7);
        v13 = Long.rotateRight(v13 ^ v2, 16);
        v8 = add(v8, v13);
        v7 = Long.rotateRight(v7 ^ v8, 63);
        v3 = add(v3, v4);
        v14 = Long.rotateRight(v14 ^ v3, 32);
        v9 = add(v9, v14);
        v4 = Long.rotateRight(v4 ^ v9, 24);
        v3 = add(v3, v4);
        v14 = Long.rotateRight(v14 ^ v3, 16);
        v9 = add(v9, v14);
        v4 = Long.rotateRight(v4 ^ v9, 63);
        z[first] = v0;
        z[first + 1] = v1;
        z[first + 1 * step] = v2;
        z[first + 1 * step + 1] = v3;
        z[first + 2 * step] = v4;
        z[first + 2 * step + 1] = v5;
        z[first + 3 * step] = v6;
        z[first + 3 * step + 1] = v7;
        z[first + 4 * step] = v8;
        z[first + 4 * step + 1] = v9;
        z[first + 5 * step] = v10;
        z[first + 5 * step + 1] = v11;
        z[first + 6 * step] = v12;
        z[first + 6 * step + 1] = v13;
        z[first + 7 * step] = v14;
        z[first + 7 * step + 1] = v15;
    }
}
