package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The staff who use this vault, with their OpenPGP keys. Secret keys handed out are open: the caller closes them.
///
/// Someone leaves by losing their slot ([guichet.keystore.vault.Vault#rekeyWithout]). Their row and their keys stay:
/// their name stands in the journal, and a mail that was under way has to be readable by those who stay.
public final class People {
    private static final String PERSON = "SELECT id, name, address, key FROM person ";

    private final OwnSecrets secrets = new OwnSecrets();
    private final SharedKeys shared = new SharedKeys();

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
    /// @throws VaultException CONFLICT where the key is somebody else's of this vault, and no shared address's
    public void storeKey(Tx tx, PersonId id, SecretKey key) throws VaultException {
        secrets.store(tx, id, key);
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

    /// Gives one of this person's keys, or a shared address's, another end, later or earlier, for its subkeys too. Others know nothing of it until they
    /// get the key anew.
    public Extension extendKey(Tx tx, PersonId id, Fingerprint key, Instant until, Instant now)
            throws VaultException {
        return secrets.extend(tx, id, key, until, now);
    }

    /// The key that this person signs with.
    ///
    /// @throws IllegalArgumentException where there is no such person
    public SecretKey key(Tx tx, PersonId id) throws VaultException {
        return secrets.inUse(tx, id).orElseThrow(() -> new IllegalArgumentException("no such person"));
    }

    /// The key that this person signs with as this address: the address's own where it is shared, else theirs.
    ///
    /// @throws IllegalArgumentException where there is no such person
    public SecretKey key(Tx tx, PersonId id, Address from) throws VaultException {
        Optional<Fingerprint> common = shared.inUse(tx, from);
        return common.isPresent() ? secrets.find(tx, common.get()).orElseThrow() : key(tx, id);
    }

    /// From now on this key is the address's, whoever of the vault writes from it; the one before stays known as its own.
    ///
    /// @throws VaultException CONFLICT where it is no key of this vault
    public void shareKey(Tx tx, SharedKey key) throws VaultException {
        shared.use(tx, key);
    }

    /// From now on each signs with their own key as this address.
    ///
    /// @return false where it had none
    public boolean unshareKey(Tx tx, Address address) throws VaultException {
        return shared.stop(tx, address);
    }

    /// The keys of the addresses that several people share, by address.
    public List<SharedKey> sharedKeys(Tx tx) throws VaultException {
        return shared.inUse(tx);
    }

    /// Every secret key of the vault, of those who left too: what to open a message with.
    public List<SecretKey> allKeys(Tx tx) throws VaultException {
        return secrets.all(tx);
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

    private static Certificate certificate(Row row) throws VaultException {
        return Certificate.fromVault(row.bytes("certificate"));
    }
}
