package guichet.crypto;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes as a file of keys.
class KeyFileFuzz {
    private static final byte[] GOOD = Cast.daveRevoked().certificate().bytes();

    @FuzzTest(maxDuration = "30m")
    void reads(byte[] raw) {
        read(raw);
        read(Mixed.into(GOOD, raw));
    }

    private static void read(byte[] raw) {
        if (KeyFile.read(raw) instanceof KeyFile.Keys keys) {
            for (Certificate certificate : keys.certificates()) {
                certificate.usability(Cast.NOW);
                certificate.addresses();
                if (certificate.fingerprint().equals(Cast.daveRevoked().key().fingerprint())
                        && certificate.merge(Cast.daveRevoked().certificate()).problem(Cast.NOW).isEmpty()) {
                    throw new AssertionError("a revocation was lost in a merge");
                }
            }
        }
    }
}
