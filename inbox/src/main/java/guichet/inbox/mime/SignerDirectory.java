package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.Trust;
import java.util.List;

/// What is known, at the time of reading, of the keys that may have signed a message.
public interface SignerDirectory {
    /// Every certificate that is known, whatever its trust.
    List<Certificate> certificates();

    Trust trust(Fingerprint signer);
}
