package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes what only the gate may make, for tests of transports. It can since it sits in the gate's package, in test sources.
public final class ReleasedForTests {
    private static final Proof PROOF = new Proof.Encrypted(Set.of(new Fingerprint("A".repeat(40))));

    private ReleasedForTests() {
    }

    /// A mail of any bytes, said to be encrypted.
    public static Released.Mail mail(AccountId account, String sender, List<String> recipients, byte[] bytes) {
        return new Released.Mail(new OutboxId(1), account,
                new Envelope(address(sender), recipients.stream().map(ReleasedForTests::address).toList()),
                new WireBytes.Held(bytes), PROOF);
    }

    /// What a transport is handed, read to its end.
    public static byte[] bytes(WireBytes wire) {
        try (InputStream in = wire.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A message for a room, of any bytes, said to be encrypted.
    public static Released.Chat chat(AccountId account, String sender, List<String> recipients, byte[] bytes) {
        return new Released.Chat(new OutboxId(1), account,
                new Envelope(address(sender), recipients.stream().map(ReleasedForTests::address).toList()), bytes,
                new Proof.Encrypted(Set.of(new Fingerprint("A".repeat(40)))));
    }

    /// A Signal message, said to be for this key of theirs.
    ///
    /// @param key blank: none was seen yet
    public static Released.Signal signal(AccountId account, SignalRecipient to, String text, String key) {
        return new Released.Signal(new OutboxId(1), account, to, new SignalContent(text, List.of(), Optional.empty()),
                proof(key));
    }

    public static Released.Signal signalWithFile(AccountId account, SignalRecipient to, String text) {
        var file = new AttachedFile("photo.jpg", "image/jpeg", new byte[]{1, 2, 3});
        return new Released.Signal(new OutboxId(1), account, to,
                new SignalContent(text, List.of(file), Optional.empty()), proof(""));
    }

    private static Proof.EndToEnd proof(String key) {
        return new Proof.EndToEnd(List.of(new Proof.Identity(new SignalIdentityId(1),
                key.isBlank() ? Optional.empty() : Optional.of(key))));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
