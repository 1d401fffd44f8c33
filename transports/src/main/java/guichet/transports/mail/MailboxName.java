package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A folder's name as IMAP writes it: modified UTF-7 (RFC 3501, section 5.1.3), quoted.
final class MailboxName {
    private MailboxName() {
    }

    static String quoted(String name) throws LinkException {
        StringBuilder wire = new StringBuilder("\"");
        StringBuilder foreign = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw new LinkException(Trouble.NO_SUCH_FOLDER);
            }
            if (c > '~') {
                foreign.append(c);
                continue;
            }
            flush(foreign, wire);
            switch (c) {
                case '&' -> wire.append("&-");
                case '"', '\\' -> wire.append('\\').append(c);
                default -> wire.append(c);
            }
        }
        flush(foreign, wire);
        return wire.append('"').toString();
    }

    private static void flush(StringBuilder foreign, StringBuilder wire) {
        if (!foreign.isEmpty()) {
            byte[] utf16 = foreign.toString().getBytes(StandardCharsets.UTF_16BE);
            wire.append('&').append(Base64.getEncoder().withoutPadding().encodeToString(utf16).replace('/', ','))
                    .append('-');
            foreign.setLength(0);
        }
    }
}
