package guichet.transports.mail;

/// Whether bytes can go over SMTP exactly as they are: 7 bits, CRLF only, lines of at most 998, the last one ended.
///
/// Anything else would have to be rewritten by somebody on the way, and a bare CR or LF could end the message early for one server and
/// not for the next (SMTP smuggling).
final class WireForm {
    private static final int MAX_LINE = 998;

    private WireForm() {
    }

    static boolean isKeptBy(byte[] message) {
        int length = message.length;
        if (length < 2 || message[length - 2] != '\r' || message[length - 1] != '\n') {
            return false;
        }
        int lineStart = 0;
        for (int i = 0; i < length; i++) {
            byte b = message[i];
            if (b <= 0) {
                return false;
            }
            if (b == '\r') {
                if (i + 1 == length || message[i + 1] != '\n' || i - lineStart > MAX_LINE) {
                    return false;
                }
                i++;
                lineStart = i + 1;
            } else if (b == '\n') {
                return false;
            }
        }
        return true;
    }
}
