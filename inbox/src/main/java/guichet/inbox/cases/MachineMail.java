package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which messages are a machine's: those, and no others, that are validly signed by the very key that a person pinned for the address that they
/// come from. A look-alike, an unsigned one or one by another key is a message like any other.
final class MachineMail {
    private MachineMail() {
    }

    /// Puts a stored message into the view of its machine, or takes it out; whether it is there now.
    static boolean settle(Tx tx, TrustNow trust, long id) throws VaultException {
        Optional<Long> machine = machine(tx, trust, id);
        tx.update("UPDATE message SET machine = ? WHERE id = ? AND machine IS NOT ?", machine.orElse(null), id,
                machine.orElse(null));
        return machine.isPresent();
    }

    private static Optional<Long> machine(Tx tx, TrustNow trust, long id) throws VaultException {
        Optional<ProvenAuthor> author = ProvenAuthor.of(tx, trust, id);
        if (author.isEmpty()) {
            return Optional.empty();
        }
        return tx.one("""
                SELECT machine.id FROM machine JOIN message ON message.signer = machine.signing_key
                WHERE machine.address = ? AND message.id = ? AND message.direction = 'IN'
                  AND message.channel = 'MAIL'""", row -> row.number("id"), author.get().address().key(), id);
    }

    /// The open case that a machine's message names where only who it is encrypted to can read it: exactly one, older than the signature. The same
    /// signed words that came before prove nothing any more.
    ///
    /// @param message a machine's
    static Optional<FilingByProof.Filed> named(Tx tx, long id, NewMessage message, Judged judged)
            throws VaultException {
        Optional<StoredProtection> verdict = message.protection().map(StoredProtection::of)
                .filter(kept -> kept.encryption() == Encryption.END_TO_END);
        if (verdict.isEmpty() || judged.signedAt().isEmpty() || FilingByProof.cameBefore(tx, id, message, judged)) {
            return Optional.empty();
        }
        boolean subjectInside = !verdict.get().problems().contains(Problem.SUBJECT_UNPROTECTED);
        Set<CaseId> named = new HashSet<>(Clues.inText(tx, message.body()));
        named.addAll(subjectInside ? Clues.inText(tx, message.subject()) : Set.of());
        if (named.size() != 1) {
            return Optional.empty();
        }
        CaseId only = named.iterator().next();
        Optional<Instant> opened = tx.one("SELECT opened FROM inbox_case WHERE id = ? AND closed IS NULL",
                row -> row.time("opened"), only.toString());
        return opened.filter(time -> !judged.signedAt().get().isBefore(time.truncatedTo(ChronoUnit.SECONDS)))
                .map(_ -> new FilingByProof.Filed(only, FilingByProof.Filed.Proof.MACHINE_NAMES_CASE));
    }

    /// The key that is pinned for an address, where it is a machine's.
    static Optional<Fingerprint> pinned(Tx tx, String shownAuthor) throws VaultException {
        Optional<Address> address = Address.parse(shownAuthor);
        return address.isEmpty()
                ? Optional.empty()
                : tx.one("SELECT signing_key FROM machine WHERE address = ?",
                        row -> new Fingerprint(row.text("signing_key")), address.get().key());
    }
}
