package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.crypto.Cast;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.SlotSet;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {
    private final People people = new People();
    private final Cast.Member alice = Cast.alice();
    private final Cast.Member amelie = Cast.amelie();
    private TempVault temp;

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make((tx, slot) -> people.add(tx, newcomer(alice), slot));
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void theSlotTellsWhoOpened() throws VaultException {
        Person found = temp.vault().read(tx -> people.bySlot(tx, temp.slot())).orElseThrow();
        assertEquals(alice.name(), found.name());
        assertEquals(new Address(alice.address()), found.address());
        assertEquals(alice.key().fingerprint(), found.key());
        SlotId recovery = temp.vault().slots().stream().filter(slot -> !slot.equals(temp.slot())).findAny()
                .orElseThrow();
        assertEquals(Optional.empty(), temp.vault().read(tx -> people.bySlot(tx, recovery)));
        assertEquals(Optional.of(temp.slot()), temp.vault().read(tx -> people.slot(tx, found.id())));
    }

    @Test
    void theKeyComesBackAsItWas() throws VaultException {
        Person found = named(alice.name());
        try (SecretKey key = temp.vault().read(tx -> people.key(tx, found.id()))) {
            assertArrayEquals(alice.key().bytes(), key.bytes());
        }
        assertEquals(alice.certificate(), temp.vault().read(tx -> people.certificate(tx, found.id())));
    }

    @Test
    void aNameIsTakenOnceWhateverItsCase() throws VaultException {
        join(amelie, "second horse");
        VaultException e = assertThrows(VaultException.class, () -> temp.vault().write(tx -> people.add(tx,
                new NewPerson(alice.name().toUpperCase(java.util.Locale.ROOT), new Address("x@example.org"),
                        Cast.bob().key()),
                temp.slot())));
        assertEquals(VaultException.Kind.CONFLICT, e.kind());
        assertEquals(2, temp.vault().read(people::list).size());
        assertEquals(alice.key().fingerprint(), named(alice.name().toUpperCase(java.util.Locale.ROOT)).key());
    }

    @Test
    void whoLeavesIsListedNoMoreButTheirKeyStillOpensMail() throws VaultException {
        PersonId id = join(amelie, "second horse");
        SlotId slot = temp.vault().read(tx -> people.slot(tx, id)).orElseThrow();
        temp.vault().rekeyWithout(slot, _ -> 0);
        assertEquals(List.of(alice.name()), temp.vault().read(people::list).stream().map(Person::name).toList());
        assertEquals(Optional.empty(), temp.vault().read(tx -> people.byName(tx, amelie.name())));
        assertEquals(amelie.name(), temp.vault().read(tx -> people.byId(tx, id)).orElseThrow().name());
        List<SecretKey> keys = temp.vault().read(people::allKeys);
        assertEquals(List.of(alice.key().fingerprint(), amelie.key().fingerprint()),
                keys.stream().map(SecretKey::fingerprint).toList());
        keys.forEach(SecretKey::close);
        assertEquals(List.of(alice.certificate(), amelie.certificate()), temp.vault().read(people::allCertificates));
    }

    @Test
    void aFurtherKeyIsUsedOnlyWhenSomebodySaysSo() throws VaultException {
        Person before = named(alice.name());
        SecretKey next = Cast.bobWithNewKey().key();
        temp.vault().write(tx -> {
            people.storeKey(tx, before.id(), next);
            return 0;
        });
        assertEquals(before, named(alice.name()));
        temp.vault().write(tx -> {
            people.useKey(tx, before.id(), next.fingerprint());
            return 0;
        });
        assertEquals(next.fingerprint(), named(alice.name()).key());
        assertEquals(2, temp.vault().read(people::allCertificates).size());
    }

    @Test
    void nobodySignsWithAColleaguesKey() throws VaultException {
        PersonId id = join(amelie, "second horse");
        assertThrows(IllegalArgumentException.class, () -> temp.vault().write(tx -> {
            people.useKey(tx, id, alice.key().fingerprint());
            return 0;
        }));
        assertEquals(VaultException.Kind.CONFLICT, assertThrows(VaultException.class, () -> temp.vault().write(tx -> {
            people.storeKey(tx, id, alice.key());
            return 0;
        })).kind());
    }

    @Test
    void aLongerLifeReplacesTheKeyItself() throws Exception {
        Person found = named(alice.name());
        SecretKey longer = alice.key().extendedTo(Cast.NOW.plus(Duration.ofDays(900)), Cast.NOW);
        temp.vault().write(tx -> {
            people.storeKey(tx, found.id(), longer);
            return 0;
        });
        assertEquals(longer.certificate(), temp.vault().read(tx -> people.certificate(tx, found.id())));
        assertEquals(1, temp.vault().read(people::allCertificates).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u001b[2Jb", "a\u202eb", "a\u0085b", "\ud800"})
    void aNameIsOneLineThatCanBePrinted(String name) {
        assertThrows(IllegalArgumentException.class,
                () -> new NewPerson(name, new Address("x@example.org"), alice.key()));
    }

    private PersonId join(Cast.Member member, String passphrase) throws VaultException {
        PersonId[] id = new PersonId[1];
        try (Secret secret = Secret.of(passphrase.toCharArray())) {
            assertInstanceOf(SlotSet.Done.class, temp.vault().addSlot(new NewPassphrase(secret, TempVault.CHEAP),
                    (tx, slot) -> id[0] = people.add(tx, newcomer(member), slot)));
        }
        return id[0];
    }

    private Person named(String name) throws VaultException {
        return temp.vault().read(tx -> people.byName(tx, name)).orElseThrow();
    }

    private static NewPerson newcomer(Cast.Member member) {
        return new NewPerson(member.name(), new Address(member.address()), member.key());
    }
}
