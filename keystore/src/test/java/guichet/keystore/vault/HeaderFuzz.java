package guichet.keystore.vault;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes as a vault's header.
class HeaderFuzz {
    @FuzzTest(maxDuration = "30m")
    void reads(byte[] raw) {
        Header.read(raw);
    }
}
