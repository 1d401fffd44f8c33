package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The people of every test, with fixed keys (made once, by [CastMaker]).
public final class Cast {
    /// When tests take place.
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final Map<String, Member> MEMBERS = new ConcurrentHashMap<>();

    private Cast() {
    }

    /// Somebody with a key, whose secret part a test may use to play them. Never close it: tests share it.
    public record Member(String name, String address, SecretKey key) {
        public Certificate certificate() {
            return key.certificate();
        }

        /// What to encrypt to at [Cast#NOW]; an IllegalStateException where that is not possible.
        public EncryptionKey encryptionKey() {
            return switch (certificate().usability(NOW)) {
                case Usability.Usable(EncryptionKey usable) -> usable;
                case Usability.Unusable(KeyProblem why) -> throw new IllegalStateException(name + ": " + why);
            };
        }
    }

    /// Somebody of whom no key is known.
    public record Keyless(String name, String address) {
    }

    /// Staff; a key that this program made.
    public static Member alice() {
        return member("alice", "Alice", "alice@guichet.example");
    }

    /// Staff too, a colleague of Alice's.
    public static Member amelie() {
        return member("amelie", "Amélie", "amelie@guichet.example");
    }

    /// A contact with a good key, made by GnuPG.
    public static Member bob() {
        return member("bob", "Bob", "bob@example.org");
    }

    /// Bob with his next key, for the same address.
    public static Member bobWithNewKey() {
        return member("bob-new", "Bob", "bob@example.org");
    }

    /// Bob's address as long as nobody has his key.
    public static Keyless bobWithoutKey() {
        return new Keyless("Bob", "bob@example.org");
    }

    /// Her key expired on 1 June 2026.
    public static Member carolExpired() {
        return member("carol", "Carol", "carol@example.org");
    }

    /// He revoked his key as compromised on 1 June 2026.
    public static Member daveRevoked() {
        return member("dave", "Dave", "dave@example.org");
    }

    /// RSA with 1024 bits.
    public static Member erinWeakRsa1024() {
        return member("erin", "Erin", "erin@example.org");
    }

    /// Who attacks: a good key of her own, on whose user id Bob's name and address stand.
    public static Member mallory() {
        return member("mallory", "Bob", "bob@example.org");
    }

    private static Member member(String file, String name, String address) {
        return MEMBERS.computeIfAbsent(file, _ -> new Member(name, address, read(file)));
    }

    private static SecretKey read(String file) {
        try (InputStream in = Cast.class.getResourceAsStream("cast/" + file + ".asc");
                Secret none = Secret.of(new char[0])) {
            if (in != null && KeyFile.read(in.readAllBytes()) instanceof KeyFile.Keys keys
                    && keys.secretKeys().getFirst().unlock(none) instanceof Unlocked.Opened(SecretKey key)) {
                return key;
            }
            throw new IllegalStateException("no key of " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
