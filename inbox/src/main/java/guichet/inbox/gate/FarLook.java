package guichet.inbox.gate;

import guichet.inbox.cases.LongContent;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// What was found in a mail that lies in the vault, read once from beginning to end: outside of any transaction, since that takes seconds.
final class FarLook {
    private final LongContent content;
    private final Envelope envelope;
    private final String digest;
    private final Condensed condensed;

    private FarLook(LongContent content, Envelope envelope, String digest, Condensed condensed) {
        this.content = content;
        this.envelope = envelope;
        this.digest = digest;
        this.condensed = condensed;
    }

    static FarLook at(Vault vault, LongContent content, Envelope envelope) throws VaultException, IOException {
        MessageDigest digest = Digest.begun(envelope);
        try (InputStream in = new DigestInputStream(content.open(vault), digest)) {
            Condensed condensed = Condensed.of(in);
            return new FarLook(content, envelope, Digest.ended(digest), condensed);
        } catch (IOException e) {
            if (e.getCause() instanceof VaultException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /// Whether it is these very bytes for these very people that were looked at.
    boolean isOf(LongContent other, Envelope readers) {
        return content.equals(other) && envelope.equals(readers);
    }

    String digest() {
        return digest;
    }

    Condensed condensed() {
        return condensed;
    }
}
