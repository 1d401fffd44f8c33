package guichet.inbox.gate;

import guichet.inbox.cases.LongContent;
import guichet.keystore.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The finished bytes of a mail, in RFC 5322 form with CRLF line ends: held, or where they lie in the vault. No right to send them.
public sealed interface WireBytes {
    long size();

    /// From the beginning, on any thread, outside of transactions.
    ///
    /// @throws IOException where the vault can't be read
    InputStream open() throws IOException;

    /// In memory.
    final class Held implements WireBytes {
        private final byte[] bytes;

        Held(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /// Too long for that. Who reads it to its end has read what was released: where it is another by then, the end is an [IOException].
    final class Far implements WireBytes {
        private final Vault vault;
        private final LongContent content;
        private final Envelope envelope;
        private final String digest;

        Far(Vault vault, LongContent content, Envelope envelope, String digest) {
            this.vault = vault;
            this.content = content;
            this.envelope = envelope;
            this.digest = digest;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream open() {
            return new DigestedInput(content.open(vault), envelope, digest);
        }

        LongContent content() {
            return content;
        }
    }
}
