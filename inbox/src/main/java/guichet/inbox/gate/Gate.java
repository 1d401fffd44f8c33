package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.Fingerprint;
import guichet.inbox.MessageId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Addressing.Resolved;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.ParcelBuilder.Frame;
import guichet.inbox.gate.Refusal.Why;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.keystore.Address;
import guichet.keystore.KeyChoice;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one way out. Nothing leaves but what was examined here, stored in the outbox, and revived from it.
///
/// Any thread; every public method runs in transactions of its own.
public final class Gate {
    /// The shortest reason taken for an override, in characters once stripped.
    public static final int MIN_REASON = 10;

    private final Vault vault;
    private final Keyring keyring;
    private final Journal journal;
    private final Settings settings;
    private final Clock clock;
    private final Addressing addressing;
    private final ParcelBuilder parcels;
    private final ClearText clearText;
    private final Departure departure;

    public Gate(Vault vault, Keyring keyring, People people, Accounts accounts, Settings settings, Messages messages,
            Journal journal, MailBuilder builder, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.keyring = keyring;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.addressing = new Addressing(keyring, people, accounts, messages);
        this.parcels = new ParcelBuilder(builder, random);
        this.clearText = new ClearText(messages);
        this.departure = new Departure(messages, journal, clock);
    }

    /// Says whether every recipient would get this draft encrypted, and builds what would leave. Stores nothing.
    ///
    /// @throws IllegalArgumentException for a draft without any recipient
    public Verdict examine(Draft draft) throws VaultException {
        if (draft.recipients().isEmpty()) {
            throw new IllegalArgumentException("a draft without recipients");
        }
        Instant now = clock.instant();
        Threading threading = threading();
        try (Resolved resolved = vault.read(tx -> addressing.resolve(tx, draft, now))) {
            return resolved.refusals().isEmpty()
                    ? passed(draft, resolved, threading, now)
                    : new Verdict.Refused(draft, resolved.refusals());
        }
    }

    /// Puts what passed into the outbox and into the thread, in one durable transaction, after checking every key anew.
    public Release release(Verdict.Passed passed, Actor by) throws VaultException {
        Parcel parcel = passed.parcel();
        return vault.write(tx -> {
            List<Refusal> refusals = recheck(tx, parcel);
            return refusals.isEmpty()
                    ? departure.queue(tx, parcel, Optional.empty(), by)
                    : new Release.StillRefused(new Verdict.Refused(parcel.draft(), refusals));
        });
    }

    /// Lets one message out in the clear to the named addresses, the others getting theirs encrypted: examines again, appends to the
    /// journal, and makes entry and outbox durable together. No right to send exists before that.
    ///
    /// @param inClear every address that will get clear text, each of them refused
    /// @param reason  why; at least [#MIN_REASON] characters once stripped
    public Release override(Verdict.Refused refused, Set<Address> inClear, String reason, Actor by)
            throws VaultException {
        Draft draft = refused.draft();
        Instant now = clock.instant();
        Threading threading = threading();
        try (Resolved resolved = vault.read(tx -> addressing.resolve(tx, draft, now))) {
            Optional<Release.Flaw> flaw = vault.read(tx -> clearText.flaw(tx, draft, inClear, resolved.keys().keySet(),
                    reason));
            if (flaw.isPresent()) {
                return new Release.BadOverride(flaw.get());
            }
            List<Refusal> standing = resolved.refusals().stream()
                    .filter(refusal -> !inClear.contains(refusal.recipient()) || refusal.why() == Why.NO_ACCOUNT)
                    .toList();
            if (!standing.isEmpty()) {
                return new Release.StillRefused(new Verdict.Refused(draft, standing));
            }
            Parcel parcel;
            try {
                parcel = parcels.build(frame(draft, resolved, threading, now), inClear);
            } catch (CryptoException e) {
                return new Release.StillRefused(encryptionFailed(draft));
            }
            return vault.write(tx -> {
                List<Refusal> refusals = recheck(tx, parcel);
                return refusals.isEmpty()
                        ? departure.queue(tx, parcel, Optional.of(reason.strip()), by)
                        : new Release.StillRefused(new Verdict.Refused(draft, refusals));
            });
        }
    }

    /// What `release` and `override` answer.
    public sealed interface Release {
        /// Durable in the outbox.
        ///
        /// @param journalEntries of the exposures, one for each address that gets clear text
        record Queued(MessageId message, List<OutboxId> ids, List<Long> journalEntries) implements Release {
            public Queued {
                ids = List.copyOf(ids);
                journalEntries = List.copyOf(journalEntries);
            }
        }

        /// Nothing was written.
        record StillRefused(Verdict.Refused refused) implements Release {
        }

        /// The override itself was not in order, and nothing was written.
        record BadOverride(Flaw flaw) implements Release {
        }

        enum Flaw {
            REASON_TOO_SHORT, ADDRESS_NOT_A_RECIPIENT, ADDRESS_COULD_BE_ENCRYPTED,
            /** The text repeats words of a message that came encrypted. */
            QUOTES_ENCRYPTED_MESSAGE,
            /** The subject is that of a message that came encrypted. */
            SUBJECT_OF_ENCRYPTED_MESSAGE,
            /** A case reference would stand in an outer header. */
            CASE_REFERENCE_IN_SUBJECT
        }
    }

    /// What becomes of a row when its turn comes.
    sealed interface Revival {
        record Ready(Released.Mail mail) implements Revival {
        }

        /// @param why a contract's word
        record Held(String why) implements Revival {
        }
    }

    /// Makes the right to send of a row, where everything that it rests on still holds.
    Revival revive(Tx tx, Waiting row) throws VaultException {
        Envelope envelope = row.envelope();
        if (!Digest.of(envelope, row.bytes()).equals(row.digest())) {
            return new Revival.Held("altered");
        }
        return row.journalEntry().isPresent()
                ? reviveOverridden(tx, row, envelope, row.journalEntry().get())
                : reviveEncrypted(tx, row, envelope);
    }

    private Revival reviveOverridden(Tx tx, Waiting row, Envelope envelope, long entry) throws VaultException {
        boolean authorised = journal.find(tx, entry).filter(found -> authorises(found, row.digest())).isPresent();
        if (!authorised || journal.has(tx, JournalKind.EXPOSURE_OUTCOME, row.digest())) {
            return new Revival.Held("override-spent");
        }
        return new Revival.Ready(
                new Released.Mail(row.id(), row.account(), envelope, row.bytes(), new Proof.Overridden(entry)));
    }

    private static boolean authorises(JournalEntry entry, String digest) {
        return entry.kind() == JournalKind.EXPOSURE && entry.payload().digest().equals(Optional.of(digest));
    }

    private Revival reviveEncrypted(Tx tx, Waiting row, Envelope envelope) throws VaultException {
        if (OuterForm.flaw(row.bytes()).isPresent()) {
            return new Revival.Held("altered");
        }
        List<Fingerprint> keys = new ArrayList<>();
        for (OutboxTable.Recipient recipient : row.recipients()) {
            if (recipient.key().isEmpty()) {
                return new Revival.Held("altered");
            }
            Optional<Why> problem = problem(tx, recipient.address(), recipient.key().get());
            if (problem.isPresent()) {
                return new Revival.Held(problem.get().word());
            }
            keys.add(recipient.key().get());
        }
        return new Revival.Ready(new Released.Mail(row.id(), row.account(), envelope, row.bytes(),
                new Proof.Encrypted(Set.copyOf(keys))));
    }

    private Optional<Why> problem(Tx tx, Address address, Fingerprint key) throws VaultException {
        return switch (keyring.recheck(tx, address, key, clock.instant())) {
            case KeyChoice.Usable _ -> Optional.empty();
            case KeyChoice.Unusable unusable -> Optional.of(Addressing.why(unusable.why()));
        };
    }

    private Verdict passed(Draft draft, Resolved resolved, Threading threading, Instant now) {
        try {
            return new Verdict.Passed(parcels.build(frame(draft, resolved, threading, now), Set.of()));
        } catch (CryptoException e) {
            return encryptionFailed(draft);
        }
    }

    private static Verdict.Refused encryptionFailed(Draft draft) {
        return new Verdict.Refused(draft, draft.recipients().stream()
                .map(recipient -> new Refusal(recipient, Why.ENCRYPTION_FAILED, Remedies.of(Why.ENCRYPTION_FAILED)))
                .toList());
    }

    private static Frame frame(Draft draft, Resolved resolved, Threading threading, Instant now) {
        return new Frame(draft, resolved.sender().orElseThrow(), resolved.ownKey().orElseThrow(), resolved.keys(),
                resolved.threading(), threading, now);
    }

    private List<Refusal> recheck(Tx tx, Parcel parcel) throws VaultException {
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

    private Threading threading() throws VaultException {
        boolean outside = vault.read(tx -> settings.yes(tx, Setting.THREADING));
        return outside ? Threading.OUTSIDE_TOO : Threading.INSIDE_ONLY;
    }
}
