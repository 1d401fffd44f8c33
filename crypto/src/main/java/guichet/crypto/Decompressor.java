package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bouncycastle.apache.bzip2.CBZip2InputStream;

/// Compressed data packets (RFC 9580, 5.6), up to a limit.
final class Decompressor {
    /// Room for the packets round a literal of just the allowed size.
    private static final int OVERHEAD = 64 * 1024;
    private static final int UNCOMPRESSED = 0;
    private static final int ZIP = 1;
    private static final int ZLIB = 2;
    private static final int BZIP2 = 3;

    private Decompressor() {
    }

    sealed interface Result {
        record Whole(Bytes content) implements Result {
        }

        record TooLarge() implements Result {
        }
    }

    /// @throws IOException where it is damaged, or something stands behind its end
    static Result decompress(Bytes body, long mostLiteral) throws IOException {
        if (body.length() == 0) {
            throw new IOException("an empty compressed packet");
        }
        Bytes compressed = body.part(1, body.length() - 1);
        long most = mostLiteral + OVERHEAD;
        return switch (body.at(0)) {
            case UNCOMPRESSED -> new Result.Whole(compressed);
            case ZIP -> inflate(compressed, new Inflater(true), most);
            case ZLIB -> inflate(compressed, new Inflater(), most);
            case BZIP2 -> bunzip(compressed, most);
            default -> throw new IOException("an unknown compression");
        };
    }

    private static Result inflate(Bytes compressed, Inflater inflater, long most) throws IOException {
        try (inflater) {
            compressed.giveTo(inflater::setInput);
            var out = new ByteArrayOutputStream();
            byte[] chunk = new byte[64 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    throw new IOException("compressed data without an end");
                }
                out.write(chunk, 0, count);
                if (out.size() > most) {
                    return new Result.TooLarge();
                }
            }
            if (inflater.getRemaining() > 0) {
                throw new IOException("something behind the compressed data");
            }
            return new Result.Whole(Bytes.of(out.toByteArray()));
        } catch (DataFormatException e) {
            throw new IOException("damaged compressed data", e);
        }
    }

    private static Result bunzip(Bytes compressed, long most) throws IOException {
        try (InputStream in = new CBZip2InputStream(compressed.stream())) {
            byte[] content = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            return content.length > most ? new Result.TooLarge() : new Result.Whole(Bytes.of(content));
        } catch (RuntimeException e) { // Bouncy Castle's port throws these for damaged blocks
            throw new IOException("damaged compressed data", e);
        }
    }
}
