package guichet.inbox.chat;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.OpenPgp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/// A receipt as a phone sends it, since no program of ours does.
final class ForgedReceipt {
    private ForgedReceipt() {
    }

    /// @param targets the Message-IDs of what is said to have been shown
    static byte[] of(Cast.Member from, Cast.Member reader, List<String> targets, Instant when) {
        String outer = """
                From: <%s>
                To: <%s>
                Date: %s
                Message-ID: <%s@localhost>
                Subject: [...]
                Chat-Version: 1.0
                MIME-Version: 1.0
                """.formatted(from.address(), reader.address(),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC)), UUID.randomUUID());
        String inner = outer
                + """
                        Content-Type: multipart/report; report-type=disposition-notification; boundary="r"; protected-headers="v1"

                        --r
                        Content-Type: text/plain

                        Read
                        --r
                        Content-Type: message/disposition-notification

                        Original-Message-ID: <%s>
                        Additional-Message-IDs: %s
                        Disposition: manual-action/MDN-sent-automatically; displayed
                        --r--
                        """
                        .formatted(targets.getFirst(),
                                String.join(" ", targets.stream().map(id -> "<" + id + ">").toList()));
        try {
            String ciphertext = new String(new OpenPgp().encryptAndSign(crlf(inner),
                    List.of(reader.encryptionKey(), from.encryptionKey()), from.key(), when).bytes(),
                    StandardCharsets.US_ASCII);
            return crlf(outer + """
                    Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="e"

                    --e
                    Content-Type: application/pgp-encrypted

                    Version: 1
                    --e
                    Content-Type: application/octet-stream

                    %s
                    --e--
                    """.formatted(ciphertext));
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
