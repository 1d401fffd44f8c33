package guichet.keystore;

import guichet.crypto.Certificate;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Certificates read before, by their exact bytes: reading one verifies its owner's signatures, which takes longer than
/// all the SQL round it. It holds no state of the vault, so it can't be out of date. Any thread.
final class CertificateCache {
    private static final int MOST = 500;

    private final Map<ByteBuffer, Certificate> read = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Certificate> eldest) {
            return size() > MOST;
        }
    };

    Certificate fromVault(byte[] content) {
        ByteBuffer key = ByteBuffer.wrap(content);
        synchronized (read) {
            Certificate known = read.get(key);
            if (known != null) {
                return known;
            }
        }
        Certificate certificate = Certificate.fromVault(content);
        synchronized (read) {
            read.put(key, certificate);
        }
        return certificate;
    }
}
