package guichet.inbox.gate;

import guichet.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;

/// What identifies one mail that leaves: a hash of its envelope and its bytes. A changed byte or recipient is another mail.
final class Digest {
    private Digest() {
    }

    /// SHA-256, lower-case hexadecimal.
    static String of(Envelope envelope, byte[] bytes) {
        StringJoiner lines = new StringJoiner("\n", "guichet mail 1\n", "\n\n");
        lines.add(envelope.sender().value());
        envelope.recipients().forEach(recipient -> lines.add(recipient.value()));
        return HexFormat.of()
                .formatHex(Digests.sha256(lines.toString().getBytes(StandardCharsets.UTF_8), bytes));
    }
}
