package guichet.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes ASCII armor (RFC 9580, 6) of what goes through, in lines of 64 letters. Whoever closes it has written its end; what it writes to stays open.
final class ArmoredOutput extends OutputStream {
    private static final int LINE = 64;

    private final OutputStream to;
    private final OutputStream letters;
    private final String type;
    private final String lineEnd;
    private final Checksum checksum;
    private int crc = 0xB704CE;

    enum Checksum {
        /** For old readers; it is not believed here. */
        WRITTEN,
        /** For what only current programs read, which must not have one (RFC 9580, 6.1). */
        LEFT_OUT
    }

    ArmoredOutput(OutputStream to, String type, String lineEnd, Checksum checksum) throws IOException {
        this.to = to;
        this.type = type;
        this.lineEnd = lineEnd;
        this.checksum = checksum;
        this.letters = Base64.getMimeEncoder(LINE, ascii(lineEnd)).wrap(new StaysOpen(to));
        to.write(ascii("-----BEGIN PGP " + type + "-----" + lineEnd + lineEnd));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        letters.write(bytes, from, length);
        if (checksum == Checksum.WRITTEN) {
            crc24(bytes, from, length);
        }
    }

    @Override
    public void close() throws IOException {
        letters.close();
        if (checksum == Checksum.WRITTEN) {
            byte[] sum = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
            to.write(ascii(lineEnd + "=" + Base64.getEncoder().encodeToString(sum)));
        }
        to.write(ascii(lineEnd + "-----END PGP " + type + "-----" + lineEnd));
    }

    private void crc24(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            crc ^= (bytes[i] & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= 0x1864CFB;
                }
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Its writer's end is not its own.
    private static final class StaysOpen extends OutputStream {
        private final OutputStream to;

        StaysOpen(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
        }
    }
}
