package guichet.inbox.cases;

import guichet.inbox.accounts.Accounts;
import guichet.keystore.Address;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// The addresses that mail comes to this vault by.
final class OurAddresses {
    private final People people;
    private final Accounts accounts;

    OurAddresses(People people, Accounts accounts) {
        this.people = people;
        this.accounts = accounts;
    }

    /// Whether a message says that it is for us, or for another address at a domain of ours (an alias, a colleague).
    boolean areNamedBy(Tx tx, NewMessage message) throws VaultException {
        Set<String> domains = new HashSet<>();
        people.list(tx).forEach(person -> domains.add(person.address().domain()));
        accounts.mail(tx).forEach(account -> domains.add(account.address().domain()));
        return Stream.concat(message.to().stream(), message.cc().stream())
                .flatMap(party -> Address.parse(party.address()).stream())
                .anyMatch(address -> domains.contains(address.domain()));
    }
}
