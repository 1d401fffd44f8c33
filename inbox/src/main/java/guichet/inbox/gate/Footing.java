package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.Refusal.Why;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.KeyChoice;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a mail rests on, looked at as it stands now: its recipients' keys, or the journal's entry that lets it out in the clear.
final class Footing {
    private final Keyring keyring;
    private final Journal journal;
    private final Clock clock;

    Footing(Keyring keyring, Journal journal, Clock clock) {
        this.keyring = keyring;
        this.journal = journal;
        this.clock = clock;
    }

    sealed interface Look {
        record Firm(Proof proof) implements Look {
        }

        /// @param why a contract's word
        record Gone(String why) implements Look {
        }
    }

    /// Of a row of the outbox, whose bytes and envelope have to be those that were released.
    ///
    /// @param seen what was found in its bytes, where these are not held
    Look look(Tx tx, Waiting row, Cargo.Mail mail, Optional<FarLook> seen) throws VaultException {
        Optional<Condensed> bytes = unaltered(row, mail, seen);
        if (bytes.isEmpty()) {
            return new Look.Gone("altered");
        }
        return row.journalEntry().isPresent()
                ? overridden(tx, row, row.journalEntry().get())
                : encrypted(tx, mail, bytes.get());
    }

    private static Optional<Condensed> unaltered(Waiting row, Cargo.Mail mail, Optional<FarLook> seen) {
        if (mail.far().isEmpty()) {
            return Digest.of(mail.envelope(), mail.bytes()).equals(row.digest())
                    ? Optional.of(new Condensed(mail.bytes(), Condensed.Extent.WHOLE))
                    : Optional.empty();
        }
        return seen.filter(look -> look.isOf(mail.far().get(), mail.envelope()))
                .filter(look -> look.digest().equals(row.digest())).map(FarLook::condensed);
    }

    /// Which recipients could not be encrypted to any more with the very keys that a parcel was encrypted to.
    List<Refusal> refusals(Tx tx, Parcel parcel) throws VaultException {
        List<Refusal> refusals = new ArrayList<>();
        for (Parcel.Item item : parcel.items()) {
            for (OutboxTable.Recipient recipient : item.recipients()) {
                if (recipient.key().isPresent()) {
                    problem(tx, recipient.address(), recipient.key().get()).ifPresent(
                            why -> refusals.add(new Refusal(recipient.address(), why, Remedies.of(why))));
                }
            }
        }
        return refusals;
    }

    private Look overridden(Tx tx, Waiting row, long entry) throws VaultException {
        boolean authorised = journal.find(tx, entry).filter(found -> authorises(found, row.digest())).isPresent();
        return authorised && !journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.digest())
                ? new Look.Firm(new Proof.Overridden(entry))
                : new Look.Gone("override-spent");
    }

    private static boolean authorises(JournalEntry entry, String digest) {
        return entry.kind() == JournalKind.EXPOSURE && entry.payload().digest().equals(Optional.of(digest));
    }

    private Look encrypted(Tx tx, Cargo.Mail mail, Condensed bytes) throws VaultException {
        if (OuterForm.flaw(bytes).isPresent()) {
            return new Look.Gone("altered");
        }
        List<Fingerprint> keys = new ArrayList<>();
        for (OutboxTable.Recipient recipient : mail.recipients()) {
            if (recipient.key().isEmpty()) {
                return new Look.Gone("altered");
            }
            Optional<Why> problem = problem(tx, recipient.address(), recipient.key().get());
            if (problem.isPresent()) {
                return new Look.Gone(problem.get().word());
            }
            keys.add(recipient.key().get());
        }
        return new Look.Firm(new Proof.Encrypted(Set.copyOf(keys)));
    }

    private Optional<Why> problem(Tx tx, Address address, Fingerprint key) throws VaultException {
        return switch (keyring.recheck(tx, address, key, clock.instant())) {
            case KeyChoice.Usable _ -> Optional.empty();
            case KeyChoice.Unusable unusable -> Optional.of(Addressing.why(unusable.why()));
        };
    }
}
