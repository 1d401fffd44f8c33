package guichet.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Splits a file of keys into keys, and reads each by itself: one that is damaged spoils no other.
final class KeyFileReader {
    private static final int LONGEST = 32 << 20;
    private static final int MOST_PACKETS = 1_000_000;
    private static final int MOST_KEYS = 2000;

    private final Map<Fingerprint, Certificate> certificates = new LinkedHashMap<>();
    private final Map<Fingerprint, LockedKey> secretKeys = new LinkedHashMap<>();
    private int skipped;

    private KeyFileReader() {
    }

    static KeyFile read(byte[] raw) {
        if (raw.length > LONGEST) {
            return new KeyFile.Unreadable(KeyFile.Why.TOO_LARGE);
        }
        byte[] own = withoutByteOrderMark(raw);
        var reader = new KeyFileReader();
        if (Armor.isBinary(own)) {
            reader.section(Bytes.of(own));
        } else {
            for (Armor.Block block : Armor.decode(own).blocks()) {
                if (block.type().equals("PUBLIC KEY BLOCK") || block.type().equals("PRIVATE KEY BLOCK")) {
                    if (block.end() == Armor.End.FOUND) {
                        reader.block(block.content());
                    } else {
                        reader.skipped++;
                    }
                }
            }
        }
        return reader.result();
    }

    private static byte[] withoutByteOrderMark(byte[] raw) {
        boolean marked = raw.length > 3 && raw[0] == (byte) 0xEF && raw[1] == (byte) 0xBB && raw[2] == (byte) 0xBF
                && raw[3] == '-';
        return marked ? Arrays.copyOfRange(raw, 3, raw.length) : raw;
    }

    private void block(Bytes binary) {
        if (RawPacket.readAll(binary, 1).packets().isEmpty()) {
            skipped++;
        }
        section(binary);
    }

    private void section(Bytes binary) {
        RawPacket.Run run = RawPacket.readAll(binary, MOST_PACKETS);
        List<RawPacket> key = new ArrayList<>();
        for (RawPacket packet : run.packets()) {
            if (packet.tag() == RawPacket.PUBLIC_KEY || packet.tag() == RawPacket.SECRET_KEY) {
                key(key);
                key = new ArrayList<>();
                key.add(packet);
            } else if (!key.isEmpty()) {
                key.add(packet);
            }
        }
        if (run.fault() == RawPacket.Fault.NONE) {
            key(key);
        } else if (!key.isEmpty()) {
            skipped++; // cut: its revocation may be what is missing
        }
    }

    private void key(List<RawPacket> packets) {
        if (packets.isEmpty()) {
            return;
        }
        Optional<Certificate> read = certificates.size() < MOST_KEYS
                ? CertificateReader.read(packets).map(Certificate::new)
                : Optional.empty();
        if (read.isEmpty()) {
            skipped++;
            return;
        }
        Fingerprint fingerprint = read.get().fingerprint();
        Certificate merged = certificates.merge(fingerprint, read.get(), Certificate::merge);
        if (packets.getFirst().tag() == RawPacket.SECRET_KEY) {
            LockedKey.of(merged, packets).ifPresentOrElse(locked -> secretKeys.putIfAbsent(fingerprint, locked),
                    () -> skipped++);
        }
    }

    private KeyFile result() {
        if (certificates.isEmpty()) {
            return new KeyFile.Unreadable(skipped > 0 ? KeyFile.Why.MALFORMED : KeyFile.Why.NO_KEY);
        }
        List<LockedKey> locked = secretKeys.values().stream()
                .map(key -> key.with(certificates.getOrDefault(key.certificate().fingerprint(), key.certificate())))
                .toList();
        return new KeyFile.Keys(List.copyOf(certificates.values()), locked, skipped);
    }
}
