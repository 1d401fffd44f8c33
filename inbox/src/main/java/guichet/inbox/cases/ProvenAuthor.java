package guichet.inbox.cases;

import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// Whose words a message holds, beyond doubt: a good signature over all that is shown, nothing to object to in it, and a key
/// that a person has taken for the very address that the message shows as its author's.
record ProvenAuthor(Address address) {

    static Optional<ProvenAuthor> of(TrustNow trust, StoredProtection verdict, String shownAuthor)
            throws VaultException {
        boolean sound = verdict.signature() == Signature.VALID && verdict.senderMatches().orElse(false)
                && verdict.problems().stream().allMatch(Problem::isNotice);
        Optional<Address> address = Address.parse(shownAuthor);
        if (!sound || address.isEmpty() || verdict.signer().isEmpty()) {
            return Optional.empty();
        }
        return switch (trust.trust(verdict.signer().get(), shownAuthor)) {
            case ACCEPTED, VERIFIED -> Optional.of(new ProvenAuthor(address.get()));
            case UNKNOWN, DISTRUSTED -> Optional.empty();
        };
    }

    /// Of a message that is stored.
    static Optional<ProvenAuthor> of(Tx tx, TrustNow trust, long message) throws VaultException {
        Optional<Stored> stored = tx.one(
                "SELECT from_address, " + StoredProtection.COLUMNS + " FROM message WHERE id = ?",
                row -> new Stored(row.text("from_address"), StoredProtection.of(row)), message);
        return stored.isPresent() && stored.get().verdict().isPresent()
                ? of(trust, stored.get().verdict().get(), stored.get().author())
                : Optional.empty();
    }

    private record Stored(String author, Optional<StoredProtection> verdict) {
    }
}
