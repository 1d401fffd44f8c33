package guichet.inbox.cases;

import guichet.crypto.Digests;
import guichet.inbox.mime.MailSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What makes a mail this mail and no other, whichever way it came: its Message-ID and its body, line ends and empty
/// lines at the end aside; without a Message-ID also its From and Date, and without those its whole head.
///
/// Taken from the raw bytes alone, so that no later version of the reader can give an old mail a new identity.
public final class MailIdentity {
    private static final int LONGEST_HEAD = 8 << 20;

    private final byte[] hash;
    private final Optional<String> wireId;

    private MailIdentity(byte[] hash, Optional<String> wireId) {
        this.hash = hash;
        this.wireId = wireId;
    }

    /// @param rawMail as it came or left; any bytes
    public static MailIdentity of(byte[] rawMail) {
        RawMail mail = RawMail.of(rawMail);
        return of(mail, Digests.sha256(mail.normalisedBody()));
    }

    /// The same of a mail that is read where it lies. Where its head is longer than any that is read, it is taken for all head.
    public static MailIdentity of(MailSource source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] beginning = in.readNBytes(LONGEST_HEAD);
            RawMail mail = RawMail.of(beginning);
            byte[] body = beginning.length < LONGEST_HEAD
                    ? Digests.sha256(mail.normalisedBody())
                    : BodyDigest.of(mail.rawBody(), in);
            return of(mail, body);
        }
    }

    private static MailIdentity of(RawMail mail, byte[] bodyDigest) {
        Optional<String> messageId = mail.first("message-id");
        String named = messageId.map(id -> "id\n" + id).orElseGet(() -> "none\n" + unnamed(mail));
        byte[] head = ("guichet mail 1\n" + named + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new MailIdentity(Digests.sha256(head, bodyDigest), messageId.flatMap(WireId::bare));
    }

    private static String unnamed(RawMail mail) {
        Optional<String> from = mail.first("from");
        Optional<String> date = mail.first("date");
        return from.isEmpty() && date.isEmpty() ? mail.head() : from.orElse("") + '\n' + date.orElse("");
    }

    /// 32 bytes; whoever has the mail can compute them.
    public byte[] hash() {
        return hash.clone();
    }

    /// The Message-ID without angle brackets, where it is well formed.
    Optional<String> wireId() {
        return wireId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailIdentity that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "MailIdentity";
    }
}
