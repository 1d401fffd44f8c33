package guichet.inbox.intake;

import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.crypto.SessionKey;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.MailSource;
import guichet.inbox.mime.Reading;
import guichet.inbox.mime.SignerDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// What intake needs of [MailReader]; tests read by hand.
interface Reader {
    Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers);

    Reading reread(byte[] rawMessage, SessionKey sessionKey, Set<Fingerprint> readers, SignerDirectory signers);

    Reading readLong(MailSource rawMessage, List<SecretKey> keys, SignerDirectory signers) throws IOException;

    Reading rereadLong(MailSource rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
            SignerDirectory signers) throws IOException;

    static Reader of(MailReader reader) {
        return new Reader() {
            @Override
            public Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers) {
                return reader.read(rawMessage, keys, signers);
            }

            @Override
            public Reading reread(byte[] rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
                    SignerDirectory signers) {
                return reader.reread(rawMessage, sessionKey, readers, signers);
            }

            @Override
            public Reading readLong(MailSource rawMessage, List<SecretKey> keys, SignerDirectory signers)
                    throws IOException {
                return reader.readLong(rawMessage, keys, signers);
            }

            @Override
            public Reading rereadLong(MailSource rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
                    SignerDirectory signers) throws IOException {
                return reader.rereadLong(rawMessage, sessionKey, readers, signers);
            }
        };
    }
}
