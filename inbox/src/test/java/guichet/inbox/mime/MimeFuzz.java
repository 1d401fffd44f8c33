package guichet.inbox.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import guichet.crypto.Cast;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;

/// Any bytes as a mail, Autocrypt headers and all: read within its limits, and believed in nothing.
class MimeFuzz {
    @FuzzTest(maxDuration = "30m")
    void reads(byte[] raw) {
        Reading reading = Desk.read(raw, Cast.bob());
        if (reading.protection().signature() == Signature.VALID
                || reading.protection().encryption() == Encryption.END_TO_END) {
            throw new AssertionError("nobody protected this");
        }
        reading.from().forEach(party -> {
            party.shown();
            party.brief();
        });
        QuoteForReply.of(reading.body(), reading.protection());
    }
}
