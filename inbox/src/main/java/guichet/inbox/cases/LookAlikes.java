package guichet.inbox.cases;

import guichet.keystore.Address;
import guichet.keystore.Likeness;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Whether an address is none that is known here and looks like one that is: of a contact, a service of ours or one of us; or whether its domain
/// looks like theirs and is another. Made for one transaction.
final class LookAlikes {
    private final Set<Address> known = new HashSet<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> likenesses = new HashSet<>();
    private final Set<String> domainLikenesses = new HashSet<>();

    private LookAlikes() {
    }

    static LookAlikes of(Tx tx) throws VaultException {
        LookAlikes all = new LookAlikes();
        for (String written : tx.list("""
                SELECT written FROM contact_address UNION SELECT written FROM machine
                UNION SELECT address AS written FROM person""", row -> row.text("written"))) {
            Address.parse(written).ifPresent(all::add);
        }
        return all;
    }

    boolean has(String shownAuthor) {
        Optional<Address> author = Address.parse(shownAuthor).filter(address -> !known.contains(address));
        return author.isPresent() && (likenesses.contains(Likeness.of(author.get()))
                || (!domains.contains(author.get().domain())
                        && domainLikenesses.contains(Likeness.ofDomain(author.get().domain()))));
    }

    private void add(Address address) {
        known.add(address);
        domains.add(address.domain());
        likenesses.add(Likeness.of(address));
        domainLikenesses.add(Likeness.ofDomain(address.domain()));
    }
}
