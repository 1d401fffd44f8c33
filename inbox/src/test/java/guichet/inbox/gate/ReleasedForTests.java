package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.keystore.Address;
import java.util.List;
import java.util.Set;

/// Makes what only the gate may make, for tests of transports. It can since it sits in the gate's package, in test sources.
public final class ReleasedForTests {
    private static final Proof PROOF = new Proof.Encrypted(Set.of(new Fingerprint("A".repeat(40))));

    private ReleasedForTests() {
    }

    /// A mail of any bytes, said to be encrypted.
    public static Released.Mail mail(AccountId account, String sender, List<String> recipients, byte[] bytes) {
        return new Released.Mail(new OutboxId(1), account,
                new Envelope(address(sender), recipients.stream().map(ReleasedForTests::address).toList()), bytes,
                PROOF);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
