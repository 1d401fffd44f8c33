package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// What came of opening a file.
public sealed interface OpenedFile {
    /// It is whole: its integrity was checked to the last byte before this was made.
    final class Whole implements OpenedFile {
        private final SealedFile.Source source;
        private final FileOpening.Form form;
        private final SessionKey sessionKey;
        private final byte[] digest;
        private final List<SignatureCheck> signatures;

        Whole(SealedFile.Source source, FileOpening.Form form, SessionKey sessionKey, byte[] digest,
                List<SignatureCheck> signatures) {
            this.source = source;
            this.form = form;
            this.sessionKey = sessionKey;
            this.digest = digest;
            this.signatures = List.copyOf(signatures);
        }

        /// One for each signature over all of the content; empty where it is not signed.
        public List<SignatureCheck> signatures() {
            return signatures;
        }

        /// Opens this one file again, without a secret key.
        public SessionKey sessionKey() {
            return sessionKey;
        }

        /// The content, decrypted once more as it is read. Who has read it to its end has read what was checked: where it is another by then,
        /// the end is an [IOException]. What is read before that is to be acted on only then.
        public InputStream content() throws IOException {
            return FileOpening.content(source, form, sessionKey, digest);
        }

        @Override
        public String toString() {
            return "Whole";
        }
    }

    /// Not a byte of it may be used.
    record Refused(Opened.Why why) implements OpenedFile {
    }
}
