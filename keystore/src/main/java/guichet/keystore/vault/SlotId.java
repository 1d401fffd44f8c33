package guichet.keystore.vault;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The name of a key slot: random, so that the header tells nothing of who has one.
///
/// @param hex 32 lower-case hexadecimal digits
public record SlotId(String hex) {
    static final int BYTES = 16;

    public SlotId {
        if (hex.length() != 2 * BYTES || !HexFormat.of().formatHex(HexFormat.of().parseHex(hex)).equals(hex)) {
            throw new IllegalArgumentException("a slot's id is 32 lower-case hexadecimal digits");
        }
    }

    static SlotId random(SecureRandom random) {
        byte[] raw = new byte[BYTES];
        random.nextBytes(raw);
        return of(raw);
    }

    static SlotId of(byte[] raw) {
        return new SlotId(HexFormat.of().formatHex(raw));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
