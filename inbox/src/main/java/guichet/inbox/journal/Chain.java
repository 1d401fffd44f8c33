package guichet.inbox.journal;

import guichet.crypto.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hashes that tie the journal together; docs/journal-format.md gives them byte for byte.
///
/// The chain holds number, time, kind and the salted hash of the payload. With 128 bits of salt gone, a payload that was erased can't
/// be guessed back from its hash, and the chain still verifies.
final class Chain {
    /// What the first entry is tied to.
    static final byte[] ORIGIN = Digests.sha256("guichet journal 1".getBytes(StandardCharsets.US_ASCII));

    static final int SALT_BYTES = 16;

    private Chain() {
    }

    static byte[] link(byte[] previous, long n, Instant time, String kind, byte[] payloadHash) {
        byte[] word = utf8(kind);
        ByteBuffer head = ByteBuffer.allocate(8 + 8 + 4 + word.length);
        head.putLong(n).putLong(time.toEpochMilli()).putInt(word.length).put(word);
        return Digests.sha256(previous, head.array(), payloadHash);
    }

    static byte[] payloadHash(byte[] salt, JournalEntry.Payload payload) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(salt);
        parts.add(field(Optional.of(payload.actor().person())));
        parts.add(field(Optional.of(payload.actor().via().name())));
        parts.add(field(payload.caseId().map(Object::toString)));
        parts.add(field(payload.reason()));
        parts.add(field(payload.channel().map(Enum::name)));
        parts.add(ByteBuffer.allocate(4).putInt(payload.recipients().size()).array());
        for (String recipient : payload.recipients()) {
            parts.add(field(Optional.of(recipient)));
        }
        parts.add(field(payload.digest()));
        parts.add(field(payload.detail()));
        return Digests.sha256(parts.toArray(byte[][]::new));
    }

    /// Length and bytes, or the length -1 for a field that isn't there: no two payloads are written alike.
    private static byte[] field(Optional<String> value) {
        if (value.isEmpty()) {
            return ByteBuffer.allocate(4).putInt(-1).array();
        }
        byte[] bytes = utf8(value.get());
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
