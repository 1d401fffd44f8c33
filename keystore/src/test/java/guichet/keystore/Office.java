package guichet.keystore;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A vault with Alice in it, who decides about keys; each act is a transaction of its own at [Cast#NOW].
final class Office implements AutoCloseable {
    final People people = new People();
    final Settings settings = new Settings();
    final Contacts contacts = new Contacts();
    final Keyring keyring = new Keyring(people, settings, contacts);
    final TempVault temp;
    final PersonId alice;

    private Office(TempVault temp, PersonId alice) {
        this.temp = temp;
        this.alice = alice;
    }

    static Office open() throws VaultException {
        var member = Cast.alice();
        var alice = new PersonId[1];
        TempVault temp = TempVault.make((tx, slot) -> alice[0] = new People().add(tx,
                new NewPerson(member.name(), new Address(member.address()), member.key()), slot));
        return new Office(temp, alice[0]);
    }

    Imported.Theirs imports(Certificate certificate) throws VaultException {
        return imports(certificate, KeySource.FILE);
    }

    Imported.Theirs imports(Certificate certificate, KeySource source) throws VaultException {
        return imports(certificate, source, Cast.NOW);
    }

    Imported.Theirs imports(Certificate certificate, KeySource source, Instant now) throws VaultException {
        return (Imported.Theirs) temp.vault()
                .write(tx -> keyring.importCertificate(tx, certificate, source, now));
    }

    /// As a mail with an Autocrypt header brings it.
    Imported.Theirs hears(Certificate certificate, String from) throws VaultException {
        return (Imported.Theirs) temp.vault().write(
                tx -> keyring.importCertificate(tx, certificate, KeySource.AUTOCRYPT, new Address(from), Cast.NOW));
    }

    Decided accepts(Certificate certificate) throws VaultException {
        return temp.vault().write(tx -> keyring.accept(tx, certificate.fingerprint(), alice, Cast.NOW));
    }

    Decided accepts(Certificate certificate, String address) throws VaultException {
        return temp.vault().write(tx -> keyring.accept(tx, certificate.fingerprint(), Set.of(new Address(address)),
                alice, Cast.NOW));
    }

    Decided verifies(Certificate certificate) throws VaultException {
        return temp.vault().write(tx -> keyring.verify(tx, certificate.fingerprint(), "by phone", alice, Cast.NOW));
    }

    Decided verifies(Certificate certificate, String address) throws VaultException {
        return temp.vault().write(tx -> keyring.verify(tx, certificate.fingerprint(), Set.of(new Address(address)),
                "by phone", alice, Cast.NOW));
    }

    Decided distrusts(Certificate certificate) throws VaultException {
        return temp.vault()
                .write(tx -> keyring.distrust(tx, certificate.fingerprint(), "not theirs", alice, Cast.NOW));
    }

    int keeps(String address) throws VaultException {
        return temp.vault().write(tx -> keyring.keepSettled(tx, new Address(address), alice, Cast.NOW))
                .map(kept -> kept.refused().size()).orElse(0);
    }

    KeyChoice choice(String address) throws VaultException {
        return choice(address, Cast.NOW);
    }

    KeyChoice choice(String address, Instant now) throws VaultException {
        return temp.vault().read(tx -> keyring.choose(tx, new Address(address), now));
    }

    KeyChoice recheck(String address, Certificate certificate) throws VaultException {
        return temp.vault()
                .read(tx -> keyring.recheck(tx, new Address(address), certificate.fingerprint(), Cast.NOW));
    }

    /// The key that a message to this address would be encrypted to; empty: none would leave.
    Optional<Fingerprint> keyFor(String address) throws VaultException {
        return switch (choice(address)) {
            case KeyChoice.Usable usable -> Optional.of(usable.key().fingerprint());
            case KeyChoice.Unusable _ -> Optional.empty();
        };
    }

    /// Why nothing would leave; empty: it would.
    Optional<KeyChoice.Why> refusal(String address) throws VaultException {
        return switch (choice(address)) {
            case KeyChoice.Usable _ -> Optional.empty();
            case KeyChoice.Unusable unusable -> Optional.of(unusable.why());
        };
    }

    KnownKey known(Certificate certificate) throws VaultException {
        return temp.vault().read(tx -> keyring.find(tx, certificate.fingerprint())).orElseThrow();
    }

    List<KnownKey> seen(String address) throws VaultException {
        return temp.vault().read(tx -> keyring.forAddress(tx, new Address(address)));
    }

    List<KeyAlarm> alarms() throws VaultException {
        return temp.vault().read(keyring::alarms);
    }

    Contact contact(String name, String... addresses) throws VaultException {
        ContactChange added = temp.vault().write(tx -> contacts.add(tx, name, Keysmith.addresses(addresses)));
        return ((ContactChange.Done) added).contact();
    }

    @Override
    public void close() throws VaultException {
        temp.close();
    }
}
