package guichet.inbox.cases;

import guichet.crypto.Digests;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Signature;
import guichet.inbox.mime.AttachedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a good signature covered, as one hash: its signer, its second, and what is shown. The same signed words in
/// another wrapping (another Message-ID, another encryption) have the same.
final class SignedContent {
    private SignedContent() {
    }

    /// Empty unless the signature is valid.
    static Optional<String> of(NewMessage message, Judged judged) {
        Optional<Protection> valid = message.protection()
                .filter(protection -> protection.signature() == Signature.VALID);
        if (valid.isEmpty() || judged.signedAt().isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(text("guichet signed 1\n" + valid.get().signer().orElseThrow().fingerprint() + '\n'
                + judged.signedAt().get().getEpochSecond() + '\n'));
        parts.add(Digests.sha256(text(message.body())));
        for (AttachedFile file : message.attachments()) {
            parts.add(Digests.sha256(text(file.name())));
            parts.add(file.far().isPresent()
                    ? HexFormat.of().parseHex(LongContent.in(file).sha256())
                    : Digests.sha256(file.content()));
        }
        return Optional.of(HexFormat.of().formatHex(Digests.sha256(parts.toArray(byte[][]::new))));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
