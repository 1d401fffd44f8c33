package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The secret keys of the vault's people. Each is handed out open, for the caller to close, with what came to be known of
/// its certificate: nobody signs with a key that was revoked elsewhere.
final class OwnSecrets {
    /// What a key's expiry can say: 32 bits of seconds (RFC 9580, 5.2.3.13).
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(0xffff_ffffL);

    /// Merged with what is known of it: a revocation is never lost.
    void store(Tx tx, PersonId id, SecretKey key) throws VaultException {
        Optional<Certificate> before = tx.one("SELECT certificate FROM own_key WHERE fingerprint = ?",
                row -> Certificate.fromVault(row.bytes("certificate")), key.fingerprint().hex());
        if (before.isPresent()) {
            try (SecretKey merged = key.with(before.get())) {
                write(tx, mayChange(tx, id, key.fingerprint()).orElse(id), merged);
            }
        } else {
            write(tx, id, key);
        }
    }

    Extension extend(Tx tx, PersonId id, Fingerprint key, Instant until, Instant now) throws VaultException {
        Optional<PersonId> whose = mayChange(tx, id, key);
        if (whose.isEmpty()) {
            return new Extension.NotTheirs();
        }
        try (SecretKey secret = find(tx, key).orElseThrow()) {
            if (secret.certificate().problem(now).equals(Optional.of(KeyProblem.REVOKED))) {
                return new Extension.Revoked();
            }
            if (!until.isAfter(now) || until.isAfter(secret.certificate().created().plus(LONGEST_LIFE))) {
                return new Extension.NotThen();
            }
            try (SecretKey extended = secret.extendedTo(until, now)) {
                write(tx, whose.get(), extended);
                return new Extension.Done(extended.certificate());
            }
        } catch (CryptoException e) {
            return new Extension.SecretElsewhere();
        }
    }

    /// The one that this person signs with.
    Optional<SecretKey> inUse(Tx tx, PersonId id) throws VaultException {
        return tx.one("""
                SELECT secret, certificate FROM own_key WHERE fingerprint = (SELECT key FROM person WHERE id = ?)""",
                OwnSecrets::read, id.number());
    }

    Optional<SecretKey> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one("SELECT secret, certificate FROM own_key WHERE fingerprint = ?", OwnSecrets::read, key.hex());
    }

    List<SecretKey> all(Tx tx) throws VaultException {
        return tx.list("SELECT secret, certificate FROM own_key ORDER BY rowid", OwnSecrets::read);
    }

    /// With whose name it stays, where this person may change it: it is theirs, or that of an address that everybody shares.
    private static Optional<PersonId> mayChange(Tx tx, PersonId id, Fingerprint key) throws VaultException {
        return tx.one("""
                SELECT person FROM own_key WHERE fingerprint = ?1 AND (person = ?2
                  OR fingerprint IN (SELECT fingerprint FROM shared_key WHERE in_use = 1))""",
                row -> new PersonId(row.number("person")), key.hex(), id.number());
    }

    private static void write(Tx tx, PersonId id, SecretKey key) throws VaultException {
        byte[] secret = key.bytes();
        try {
            tx.update("""
                    INSERT INTO own_key (fingerprint, person, secret, certificate) VALUES (?, ?, ?, ?)
                    ON CONFLICT (fingerprint) DO UPDATE SET
                      person = iif(person = excluded.person, person, NULL),
                      secret = excluded.secret, certificate = excluded.certificate""", key.fingerprint().hex(),
                    id.number(), secret, key.certificate().bytes());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static SecretKey read(Row row) throws VaultException {
        byte[] secret = row.bytes("secret");
        try (SecretKey key = SecretKey.fromVault(secret)) {
            return key.with(Certificate.fromVault(row.bytes("certificate")));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
