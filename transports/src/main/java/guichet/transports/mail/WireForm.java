package guichet.transports.mail;

import java.io.IOException;
import java.io.InputStream;

/// Whether bytes can go over SMTP exactly as they are: 7 bits, CRLF only, lines of at most 998, the last one ended.
///
/// Anything else would have to be rewritten by somebody on the way, and a bare CR or LF could end the message early for one server and
/// not for the next (SMTP smuggling).
final class WireForm {
    private static final int MAX_LINE = 998;

    private WireForm() {
    }

    /// Reads to the end, or to the first byte that is not.
    static boolean isKeptBy(InputStream message) throws IOException {
        byte[] some = new byte[1 << 16];
        int inLine = 0;
        boolean afterCr = false;
        boolean ended = false;
        for (int count = message.read(some); count >= 0; count = message.read(some)) {
            for (int i = 0; i < count; i++) {
                byte b = some[i];
                if (b <= 0 || afterCr != (b == '\n') || inLine > MAX_LINE) {
                    return false;
                }
                ended = b == '\n';
                afterCr = b == '\r';
                inLine = ended ? 0 : afterCr ? inLine : inLine + 1;
            }
        }
        return ended;
    }
}
