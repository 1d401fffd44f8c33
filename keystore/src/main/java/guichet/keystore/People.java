package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The staff who use this vault, with their OpenPGP keys. Secret keys handed out are open: the caller closes them.
///
/// Someone leaves by losing their slot ([guichet.keystore.vault.Vault#rekeyWithout]). Their row and their keys stay:
/// their name stands in the journal, and a mail that was under way has to be readable by those who stay.
public final class People {
    private static final String PERSON = "SELECT id, name, address, key FROM person ";
    /// What a key's expiry can say: 32 bits of seconds (RFC 9580, 5.2.3.13).
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(0xffff_ffffL);

    public People() {
    }

    /// A new person, with the slot that was just made for them.
    ///
    /// @throws VaultException CONFLICT where someone had this name or this key before
    public PersonId add(Tx tx, NewPerson person, SlotId slot) throws VaultException {
        var id = new PersonId(tx.insert("INSERT INTO person (name, address, key, slot) VALUES (?, ?, ?, ?)",
                person.name(), person.address().value(), person.key().fingerprint().hex(), slot.hex()));
        storeKey(tx, id, person.key());
        return id;
    }

    /// Those who have a slot, by name.
    public List<Person> list(Tx tx) throws VaultException {
        return tx.list(PERSON + "WHERE slot IS NOT NULL ORDER BY name", People::person);
    }

    /// Among those who have a slot; upper and lower case of A to Z are one.
    public Optional<Person> byName(Tx tx, String name) throws VaultException {
        return tx.one(PERSON + "WHERE slot IS NOT NULL AND name = ?", People::person, name.strip());
    }

    /// Anyone who ever had a slot.
    public Optional<Person> byId(Tx tx, PersonId id) throws VaultException {
        return tx.one(PERSON + "WHERE id = ?", People::person, id.number());
    }

    /// Who opened the vault by this slot; empty for the recovery key's.
    public Optional<Person> bySlot(Tx tx, SlotId slot) throws VaultException {
        return tx.one(PERSON + "WHERE slot = ?", People::person, slot.hex());
    }

    /// The slot of someone who has one.
    public Optional<SlotId> slot(Tx tx, PersonId id) throws VaultException {
        return tx.one("SELECT slot FROM person WHERE id = ? AND slot IS NOT NULL", row -> new SlotId(row.text("slot")),
                id.number());
    }

    /// A further key of theirs, or a newer form of one they have (longer expiry, another user id), merged with what is known
    /// of it: a revocation is never lost.
    ///
    /// @throws VaultException CONFLICT where the key is somebody else's of this vault
    public void storeKey(Tx tx, PersonId id, SecretKey key) throws VaultException {
        Optional<Certificate> before = tx.one("SELECT certificate FROM own_key WHERE fingerprint = ?",
                People::certificate, key.fingerprint().hex());
        if (before.isPresent()) {
            try (SecretKey merged = key.with(before.get())) {
                write(tx, id, merged);
            }
        } else {
            write(tx, id, key);
        }
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

    /// From now on they sign with this key.
    ///
    /// @throws IllegalArgumentException where it is no key of theirs
    public void useKey(Tx tx, PersonId id, Fingerprint key) throws VaultException {
        if (tx.update("""
                UPDATE person SET key = ?1 WHERE id = ?2
                  AND EXISTS (SELECT 1 FROM own_key WHERE fingerprint = ?1 AND person = ?2)""", key.hex(),
                id.number()) == 0) {
            throw new IllegalArgumentException("no key of this person");
        }
    }

    /// A newer certificate for a key that is here, as after a revocation. Does nothing where the key isn't one of ours.
    public void updateCertificate(Tx tx, Certificate certificate) throws VaultException {
        tx.update("UPDATE own_key SET certificate = ? WHERE fingerprint = ?", certificate.bytes(),
                certificate.fingerprint().hex());
    }

    /// Gives one of this person's keys another end, later or earlier, for its subkeys too. Others know nothing of it until they
    /// get the key anew.
    public Extension extendKey(Tx tx, PersonId id, Fingerprint key, Instant until, Instant now)
            throws VaultException {
        Optional<SecretKey> found = tx.one(
                "SELECT secret, certificate FROM own_key WHERE fingerprint = ? AND person = ?", People::secretKey,
                key.hex(), id.number());
        if (found.isEmpty()) {
            return new Extension.NotTheirs();
        }
        try (SecretKey secret = found.get()) {
            if (secret.certificate().problem(now).equals(Optional.of(KeyProblem.REVOKED))) {
                return new Extension.Revoked();
            }
            if (!until.isAfter(now) || until.isAfter(secret.certificate().created().plus(LONGEST_LIFE))) {
                return new Extension.NotThen();
            }
            try (SecretKey extended = secret.extendedTo(until, now)) {
                write(tx, id, extended);
                return new Extension.Done(extended.certificate());
            }
        } catch (CryptoException e) {
            return new Extension.SecretElsewhere();
        }
    }

    /// The key that this person signs with.
    ///
    /// @throws IllegalArgumentException where there is no such person
    public SecretKey key(Tx tx, PersonId id) throws VaultException {
        return tx.one(
                "SELECT secret, certificate FROM own_key WHERE fingerprint = (SELECT key FROM person WHERE id = ?)",
                People::secretKey, id.number()).orElseThrow(() -> new IllegalArgumentException("no such person"));
    }

    /// Every secret key of the vault, of those who left too: what to open a message with.
    public List<SecretKey> allKeys(Tx tx) throws VaultException {
        return tx.list("SELECT secret, certificate FROM own_key ORDER BY rowid", People::secretKey);
    }

    /// The certificate that others encrypt to for this person.
    ///
    /// @throws IllegalArgumentException where there is no such person
    public Certificate certificate(Tx tx, PersonId id) throws VaultException {
        return tx.one("SELECT certificate FROM own_key WHERE fingerprint = (SELECT key FROM person WHERE id = ?)",
                People::certificate, id.number()).orElseThrow(() -> new IllegalArgumentException("no such person"));
    }

    /// The certificates of every key of the vault, of those who left too.
    public List<Certificate> allCertificates(Tx tx) throws VaultException {
        return tx.list("SELECT certificate FROM own_key ORDER BY rowid", People::certificate);
    }

    private static Person person(Row row) throws VaultException {
        return new Person(new PersonId(row.number("id")), row.text("name"), new Address(row.text("address")),
                new Fingerprint(row.text("key")));
    }

    /// With what came to be known of its certificate: a revocation, above all.
    private static SecretKey secretKey(Row row) throws VaultException {
        byte[] secret = row.bytes("secret");
        try (SecretKey key = SecretKey.fromVault(secret)) {
            return key.with(certificate(row));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Certificate certificate(Row row) throws VaultException {
        return Certificate.fromVault(row.bytes("certificate"));
    }
}
