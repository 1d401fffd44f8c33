package guichet.inbox.mime;

import guichet.inbox.Protection.Problem;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What an attached message says of its own protection. It is neither opened nor verified: whoever attached it may have made it up.
final class ForwardedMail {
    private static final int HEAD = 20_000;

    private ForwardedMail() {
    }

    static Set<Problem> claims(byte[] rawMessage) {
        String head = new String(rawMessage, 0, Math.min(rawMessage.length, HEAD), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT).split("\r?\n\r?\n", 2)[0];
        Set<Problem> claims = EnumSet.noneOf(Problem.class);
        if (head.contains("multipart/encrypted")) {
            claims.add(Problem.PARTLY_ENCRYPTED);
        }
        if (head.contains("application/pgp-signature")) {
            claims.add(Problem.PARTLY_SIGNED);
        }
        return claims;
    }
}
