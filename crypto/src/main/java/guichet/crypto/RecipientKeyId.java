package guichet.crypto;

import java.util.Arrays;
import org.bouncycastle.openpgp.PGPPublicKey;

/// The key id in a public-key encrypted session key packet (RFC 9580, 5.1), as 16 hexadecimal digits; empty where the
/// recipient is hidden or the version unknown.
final class RecipientKeyId {
    private static final int KEY_ID_BYTES = 8;

    private RecipientKeyId() {
    }

    static String of(Bytes packet) {
        if (packet.length() < 2) {
            return "";
        }
        return switch (packet.at(0)) {
            case 2, 3 -> hex(packet, 1);
            case 6 -> switch (packet.at(1)) {
                case 21 -> hex(packet, 3 + 20 - KEY_ID_BYTES); // the end of a version 4 fingerprint
                case 33 -> hex(packet, 3); // the beginning of a version 6 one
                default -> "";
            };
            default -> "";
        };
    }

    /// Whether a packet is for this key: it names it, or hides whom it is for.
    static boolean mayBe(Bytes packet, PGPPublicKey key) {
        String named = of(packet);
        if (named.isEmpty()) {
            return true;
        }
        byte[] fingerprint = key.getFingerprint();
        return named.equals("%016X".formatted(key.getKeyID())) && (packet.at(0) != 6
                || Arrays.equals(packet.part(3, packet.at(1) - 1).array(), fingerprint));
    }

    private static String hex(Bytes packet, int from) {
        if (packet.length() < from + KEY_ID_BYTES || (packet.at(0) == 6 && packet.length() < 2 + packet.at(1))) {
            return "";
        }
        long id = 0;
        for (int i = from; i < from + KEY_ID_BYTES; i++) {
            id = (id << 8) | packet.at(i);
        }
        return id == 0 ? "" : "%016X".formatted(id);
    }
}
