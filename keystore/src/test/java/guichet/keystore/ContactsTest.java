package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import guichet.crypto.Certificate;
import guichet.keystore.ContactChange.Rule;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest {
    private Office office;

    @BeforeEach
    void openOffice() throws VaultException {
        office = Office.open();
    }

    @AfterEach
    void closeOffice() throws VaultException {
        office.close();
    }

    private <T> T write(Work<T> work) throws VaultException {
        return office.temp.vault().write(work);
    }

    private Optional<Contact> find(String address) throws VaultException {
        return office.temp.vault().read(tx -> office.contacts.find(tx, new Address(address)));
    }

    @Test
    void aContactIsFoundByEachAddressInAnyCase() throws VaultException {
        Contact bob = office.contact("Bob", "Bob.Durand@example.org", "bob@work.example");

        assertEquals(Optional.of(bob), find("bob.durand@EXAMPLE.org"));
        assertEquals(Optional.of(bob), find("bob@work.example"));
        assertEquals(Optional.empty(), find("bob@example.org"));
        assertEquals("Bob.Durand@example.org", find("BOB@work.example").orElseThrow().addresses().getFirst().value());
    }

    @Test
    void anAddressBelongsToOneContactOnly() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");
        ContactChange second = write(
                tx -> office.contacts.add(tx, "Bobby", Keysmith.addresses("new@example.org", "BOB@example.org")));

        assertEquals(new ContactChange.AddressTaken(new Address("bob@example.org"), bob), second);
        assertEquals(Optional.empty(), find("new@example.org"));
    }

    @Test
    void theSameAddressTwiceIsOne() throws VaultException {
        assertEquals(1, office.contact("Bob", "bob@example.org", "BOB@example.org").addresses().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u001b[31mred", "\u202ereversed", "zero\u200bwidth"})
    void aNameThatAScreenCannotShowIsRefused(String name) throws VaultException {
        assertEquals(new ContactChange.Invalid(Rule.NAME),
                write(tx -> office.contacts.add(tx, name, Keysmith.addresses("bob@example.org"))));
        assertEquals(List.of(), office.temp.vault().read(office.contacts::list));
    }

    @Test
    void aContactHasAnAddress() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");

        assertEquals(new ContactChange.Invalid(Rule.ADDRESS),
                write(tx -> office.contacts.add(tx, "Nobody", List.of())));
        assertEquals(new ContactChange.Invalid(Rule.ADDRESS),
                write(tx -> office.contacts.removeAddress(tx, bob.id(), new Address("bob@example.org"))));
        assertEquals(Optional.of(bob), find("bob@example.org"));
    }

    @Test
    void nameLanguageAndAddressesCanChange() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");
        write(tx -> office.contacts.rename(tx, bob.id(), "Robert"));
        write(tx -> office.contacts.speaks(tx, bob.id(), "fr"));
        write(tx -> office.contacts.addAddress(tx, bob.id(), new Address("robert@example.org")));
        write(tx -> office.contacts.removeAddress(tx, bob.id(), new Address("BOB@example.org")));

        assertEquals(Optional.of(
                new Contact(bob.id(), "Robert", Keysmith.addresses("robert@example.org"), Optional.of("fr"))),
                find("robert@example.org"));
        assertEquals(new ContactChange.Invalid(Rule.LANGUAGE),
                write(tx -> office.contacts.speaks(tx, bob.id(), "de")));
    }

    @Test
    void twoWhoAreOneAreMerged() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");
        Contact robert = office.contact("Robert", "robert@example.org", "r@work.example");
        write(tx -> office.contacts.speaks(tx, robert.id(), "en"));
        var merged = assertInstanceOf(ContactChange.Done.class,
                write(tx -> office.contacts.merge(tx, bob.id(), robert.id())));

        assertEquals(new Contact(bob.id(), "Bob",
                Keysmith.addresses("bob@example.org", "robert@example.org", "r@work.example"), Optional.of("en")),
                merged.contact());
        assertEquals(Optional.of(merged.contact()), find("r@work.example"));
        assertEquals(List.of(merged.contact()), office.temp.vault().read(office.contacts::list));
    }

    @Test
    void aMergeAcceptsNoKey() throws VaultException {
        Certificate mallorys = Keysmith.certificate("Mallory & Bob <mallory@example.net>", "Bob <bob@example.org>");
        Contact bob = office.contact("Bob", "bob@example.org");
        Contact mallory = office.contact("Mallory", "mallory@example.net");
        office.imports(mallorys);
        office.accepts(mallorys, "mallory@example.net");
        write(tx -> office.contacts.merge(tx, bob.id(), mallory.id()));

        assertEquals(Optional.of(KeyChoice.Why.NOT_ACCEPTED), office.refusal("bob@example.org"));
    }

    @Test
    void theNumberOfOneWhoIsGoneIsGivenToNobodyElse() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");
        Contact last = office.contact("Robert", "robert@example.org");
        write(tx -> office.contacts.merge(tx, bob.id(), last.id()));

        assertNotEquals(last.id(), office.contact("Zoe", "zoe@example.org").id());
    }

    @Test
    void nobodyIsMergedWithThemselvesOrWithNobody() throws VaultException {
        Contact bob = office.contact("Bob", "bob@example.org");

        assertEquals(new ContactChange.Invalid(Rule.TWO_CONTACTS),
                write(tx -> office.contacts.merge(tx, bob.id(), bob.id())));
        assertEquals(new ContactChange.NoSuchContact(),
                write(tx -> office.contacts.merge(tx, bob.id(), new ContactId(99))));
        assertEquals(new ContactChange.NoSuchContact(),
                write(tx -> office.contacts.addAddress(tx, new ContactId(99), new Address("x@example.org"))));
        assertEquals(Optional.of(bob), find("bob@example.org"));
    }

    @Test
    void theListIsInAFrenchDictionarysOrder() throws VaultException {
        office.contact("zoé", "zoe@example.org");
        office.contact("Émile", "emile@example.org");
        office.contact("eric", "eric@example.org");
        office.contact("Dora", "dora@example.org");

        assertEquals(List.of("Dora", "Émile", "eric", "zoé"),
                office.temp.vault().read(office.contacts::list).stream().map(Contact::name).toList());
    }
}
