package guichet.keystore.vault;

import guichet.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The printed key that opens a vault when its passphrases are lost: 160 random bits. Closable and silent, as every
/// secret.
///
/// On paper: 36 symbols of Crockford's base 32 (no I, L, O, U) in nine groups of four, the last four a checksum of the
/// others, so that a misread symbol is noticed at once rather than taken for a wrong key.
public final class RecoveryKey implements AutoCloseable {
    static final int BYTES = 20;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SYMBOL_BITS = 5;
    private static final int KEY_SYMBOLS = BYTES * 8 / SYMBOL_BITS;
    private static final int CHECK_SYMBOLS = 4;
    private static final int GROUP = 4;
    private static final byte[] CHECK_CONTEXT = "guichet recovery key check 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private RecoveryKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new one. The caller closes it.
    public static RecoveryKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RecoveryKey(bytes);
    }

    /// Reads what people type back: any case, spaces and dashes anywhere, O for 0, I and L for 1. Empty where a symbol is
    /// wrong, missing or too many. The caller wipes what it hands in.
    public static Optional<RecoveryKey> read(char[] typed) {
        byte[] symbols = new byte[KEY_SYMBOLS + CHECK_SYMBOLS];
        byte[] bytes = new byte[BYTES];
        byte[] check = new byte[0];
        boolean whole = false;
        try {
            if (!symbols(typed, symbols)) {
                return Optional.empty();
            }
            pack(symbols, bytes);
            check = check(bytes);
            whole = Arrays.equals(check, 0, CHECK_SYMBOLS, symbols, KEY_SYMBOLS, symbols.length);
            return whole ? Optional.of(new RecoveryKey(bytes)) : Optional.empty();
        } finally {
            Arrays.fill(symbols, (byte) 0);
            Arrays.fill(check, (byte) 0);
            if (!whole) {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    /// As printed, groups with a dash between. The caller wipes it.
    public char[] text() {
        byte[] symbols = new byte[KEY_SYMBOLS + CHECK_SYMBOLS];
        unpack(bytes(), symbols);
        System.arraycopy(check(bytes), 0, symbols, KEY_SYMBOLS, CHECK_SYMBOLS);
        char[] text = new char[symbols.length + (symbols.length - 1) / GROUP];
        for (int i = 0, at = 0; i < symbols.length; i++) {
            if (i > 0 && i % GROUP == 0) {
                text[at++] = '-';
            }
            text[at++] = ALPHABET.charAt(symbols[i]);
        }
        Arrays.fill(symbols, (byte) 0);
        return text;
    }

    /// The key itself, not a copy.
    ///
    /// @throws IllegalStateException once closed
    byte[] bytes() {
        boolean wiped = true;
        for (byte b : bytes) {
            wiped &= b == 0;
        }
        if (wiped) {
            throw new IllegalStateException("the recovery key was closed");
        }
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "recovery key";
    }

    /// Whether exactly as many symbols were there as a key has.
    private static boolean symbols(char[] typed, byte[] symbols) {
        int count = 0;
        for (char c : typed) {
            if (c == '-' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                continue;
            }
            int symbol = symbol(c);
            if (symbol < 0 || count == symbols.length) {
                return false;
            }
            symbols[count++] = (byte) symbol;
        }
        return count == symbols.length;
    }

    private static int symbol(char typed) {
        char upper = Character.toUpperCase(typed);
        return switch (upper) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(upper);
        };
    }

    private static void pack(byte[] symbols, byte[] bytes) {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = symbols[bit / SYMBOL_BITS] >> (SYMBOL_BITS - 1 - bit % SYMBOL_BITS) & 1;
            bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
        }
    }

    private static void unpack(byte[] bytes, byte[] symbols) {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = bytes[bit / 8] >> (7 - bit % 8) & 1;
            symbols[bit / SYMBOL_BITS] |= (byte) (value << (SYMBOL_BITS - 1 - bit % SYMBOL_BITS));
        }
    }

    private static byte[] check(byte[] bytes) {
        byte[] digest = Digests.sha256(CHECK_CONTEXT, bytes);
        byte[] symbols = new byte[digest.length * 8 / SYMBOL_BITS + 1];
        unpack(digest, symbols);
        return Arrays.copyOf(symbols, CHECK_SYMBOLS);
    }
}
