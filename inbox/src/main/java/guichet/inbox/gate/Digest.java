package guichet.inbox.gate;

import guichet.crypto.Digests;
import guichet.inbox.chat.RoomId;
import guichet.keystore.Address;
import guichet.keystore.SignalRecipient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.StringJoiner;

/// What identifies one message that leaves: a hash of its envelope and its bytes. A changed byte or recipient is another message.
final class Digest {
    private Digest() {
    }

    /// SHA-256, lower-case hexadecimal.
    static String of(Envelope envelope, byte[] bytes) {
        MessageDigest digest = begun(envelope);
        digest.update(bytes);
        return ended(digest);
    }

    /// The same of bytes that are still to come.
    static MessageDigest begun(Envelope envelope) {
        StringJoiner lines = new StringJoiner("\n", "guichet mail 1\n", "\n\n");
        lines.add(envelope.sender().value());
        envelope.recipients().forEach(recipient -> lines.add(recipient.value()));
        MessageDigest digest = Digests.sha256Digest();
        digest.update(lines.toString().getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    static String ended(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of a Signal message in its stored form.
    static String of(SignalRecipient sender, SignalRecipient to, byte[] form) {
        return of(new StringJoiner("\n", "guichet signal 1\n", "\n\n").add(sender.text()).add(to.text()), form);
    }

    /// Of what is said in a room, in its stored form.
    static String of(RoomId room, Address sender, byte[] form) {
        return of(new StringJoiner("\n", "guichet chat 1\n", "\n\n").add(sender.value()).add(room.text()), form);
    }

    private static String of(StringJoiner lines, byte[] bytes) {
        return HexFormat.of()
                .formatHex(Digests.sha256(lines.toString().getBytes(StandardCharsets.UTF_8), bytes));
    }
}
