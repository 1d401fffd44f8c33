package guichet.crypto;

import java.time.Instant;

/// The people of every test, with fixed keys.
public final class Cast {
    /// When tests take place.
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private Cast() {
    }

    /// Somebody with a key, whose secret part a test may use to play them.
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
        return Unfinished.yet();
    }

    /// Staff too, a colleague of Alice's.
    public static Member amelie() {
        return Unfinished.yet();
    }

    /// A contact with a good key, made by GnuPG.
    public static Member bob() {
        return Unfinished.yet();
    }

    /// Bob's next key, for the same address.
    public static Member bobWithNewKey() {
        return Unfinished.yet();
    }

    /// Bob's address as long as nobody has his key.
    public static Keyless bobWithoutKey() {
        return new Keyless("Bob", "bob@example.org");
    }

    /// Her key expired on 1 June 2026.
    public static Member carolExpired() {
        return Unfinished.yet();
    }

    /// He revoked his key as compromised on 1 June 2026.
    public static Member daveRevoked() {
        return Unfinished.yet();
    }

    /// RSA with 1024 bits.
    public static Member erinWeakRsa1024() {
        return Unfinished.yet();
    }

    /// Who attacks: a good key of her own, on whose user id Bob's address stands.
    public static Member mallory() {
        return Unfinished.yet();
    }
}
