package guichet.keystore.vault;

import guichet.crypto.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The small file beside the database: which database holds, and the slots that open it. It ends with a MAC under the
/// vault's seal, for whoever has opened a slot, and a checksum, which tells a damaged header from a wrong passphrase.
///
/// Bytes: docs/vault-format.md.
///
/// @param database the number of the database that holds
record Header(long database, List<Slot> slots) {
    static final int VERSION = 1;
    static final int LONGEST = 128 * 1024;
    private static final byte[] MAGIC = "GUICHET\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED = MAGIC.length + 2 + 8 + 1;
    private static final int DIGEST = 32;
    private static final int MOST_SLOTS = 100;

    Header {
        slots = List.copyOf(slots);
        if (slots.isEmpty() || slots.size() > MOST_SLOTS || database < 1) {
            throw new IllegalArgumentException("a header has 1 to 100 slots and names a database");
        }
    }

    /// What bytes of a file turned out to be.
    sealed interface Reading {
        /// Well-formed; whether it is authentic, only an opened slot can tell.
        final class Alleged implements Reading {
            private final Header header;
            private final byte[] body;
            private final byte[] mac;

            private Alleged(Header header, byte[] body, byte[] mac) {
                this.header = header;
                this.body = body;
                this.mac = mac;
            }

            Header header() {
                return header;
            }

            boolean madeWith(VaultKeys keys) {
                return keys.made(mac, body);
            }
        }

        record Bad() implements Reading {
        }

        record Newer(int version) implements Reading {
        }
    }

    Set<SlotId> ids() {
        return slots.stream().map(Slot::id).collect(Collectors.toSet());
    }

    byte[] bytes(VaultKeys keys) {
        int length = FIXED + slots.stream().mapToInt(Slot::length).sum();
        ByteBuffer body = ByteBuffer.allocate(length);
        body.put(MAGIC).putShort((short) VERSION).putLong(database).put((byte) slots.size());
        slots.forEach(slot -> slot.write(body));
        byte[] mac = keys.mac(body.array());
        return ByteBuffer.allocate(length + 2 * DIGEST).put(body.array()).put(mac)
                .put(Digests.sha256(body.array(), mac)).array();
    }

    static Reading read(byte[] raw) {
        if (raw.length < FIXED + 2 * DIGEST || !Arrays.equals(raw, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return new Reading.Bad();
        }
        ByteBuffer from = ByteBuffer.wrap(raw);
        int version = from.position(MAGIC.length).getShort() & 0xffff;
        if (version > VERSION) {
            return new Reading.Newer(version);
        }
        byte[] body = Arrays.copyOf(raw, raw.length - 2 * DIGEST);
        byte[] mac = Arrays.copyOfRange(raw, body.length, body.length + DIGEST);
        byte[] checksum = Arrays.copyOfRange(raw, body.length + DIGEST, raw.length);
        if (version < VERSION || !MessageDigest.isEqual(checksum, Digests.sha256(body, mac))) {
            return new Reading.Bad();
        }
        return slots(ByteBuffer.wrap(body).position(MAGIC.length + 2))
                .<Reading>map(header -> new Reading.Alleged(header, body, mac)).orElseGet(Reading.Bad::new);
    }

    private static Optional<Header> slots(ByteBuffer from) {
        long database = from.getLong();
        int count = from.get() & 0xff;
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<Slot> slot = Slot.read(from);
            if (slot.isEmpty()) {
                return Optional.empty();
            }
            slots.add(slot.get());
        }
        boolean whole = !from.hasRemaining() && database >= 1 && count >= 1 && count <= MOST_SLOTS
                && slots.stream().map(Slot::id).distinct().count() == count;
        return whole ? Optional.of(new Header(database, slots)) : Optional.empty();
    }
}
