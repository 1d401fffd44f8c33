package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.inbox.MessageId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Addressing.Resolved;
import guichet.inbox.gate.Footing.Look;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.ParcelBuilder.Frame;
import guichet.inbox.gate.Refusal.Why;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.inbox.signal.SignalAccounts;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Settings settings;
    private final Clock clock;
    private final Addressing addressing;
    private final ParcelBuilder parcels;
    private final FarMails far;
    private final ClearText clearText;
    private final Departure departure;
    private final Footing footing;

    public Gate(Vault vault, Keyring keyring, People people, Accounts accounts, Settings settings, Messages messages,
            Journal journal, MailBuilder builder, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
        this.addressing = new Addressing(keyring, people, accounts, messages,
                new SignalMove(new Contacts(), new SignalIdentities(settings),
                        new SignalAccounts(new SignalIdentities(settings), clock), journal, new Drafts(clock)));
        this.far = new FarMails(vault, clock);
        this.parcels = new ParcelBuilder(builder, far, random);
        this.clearText = new ClearText(messages);
        this.departure = new Departure(messages, journal, clock);
        this.footing = new Footing(keyring, journal, clock);
    }

    /// Says whether every recipient would get this draft encrypted, and builds what would leave. Stores nothing.
    ///
    /// @throws IllegalArgumentException for a draft without any recipient
    public Verdict examine(MailDraft draft) throws VaultException {
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

    /// Puts what passed into the outbox and into the thread, in one durable transaction, after checking every key anew. It can be
    /// taken back ([Outbox#takeBack]) until it begins to leave.
    public Release release(Verdict.Passed passed, Actor by, Grace grace) throws VaultException {
        return queue(passed.parcel(), Optional.empty(), by, grace);
    }

    /// Lets one message out in the clear to the named addresses, the others getting theirs encrypted: examines again, appends to the
    /// journal, and makes entry and outbox durable together. No right to send exists before that.
    ///
    /// @param inClear every address that will get clear text, each of them refused
    /// @param reason  why; at least [#MIN_REASON] characters once stripped
    public Release override(Verdict.Refused refused, Set<Address> inClear, String reason, Actor by, Grace grace)
            throws VaultException {
        MailDraft draft = refused.draft();
        Instant now = clock.instant();
        Threading threading = threading();
        try (Resolved resolved = vault.read(tx -> addressing.resolve(tx, draft, now))) {
            Optional<Release.Flaw> flaw = vault.read(tx -> clearText.flaw(tx, draft, inClear, resolved.keys().keySet(),
                    reason));
            if (flaw.isPresent()) {
                return new Release.BadOverride(flaw.get());
            }
            List<Refusal> standing = resolved.refusals().stream()
                    .filter(refusal -> !inClear.contains(refusal.recipient()) || refusal.why() == Why.NO_ACCOUNT
                            || refusal.why() == Why.ANSWERS_INTERNAL)
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
            return queue(parcel, Optional.of(reason.strip()), by, grace);
        }
    }

    private Release queue(Parcel parcel, Optional<String> reason, Actor by, Grace grace) throws VaultException {
        return vault.write(tx -> {
            List<Refusal> refusals = footing.refusals(tx, parcel);
            return refusals.isEmpty()
                    ? departure.queue(tx, parcel, reason, length(tx, grace), by)
                    : new Release.StillRefused(new Verdict.Refused(parcel.draft(), refusals));
        });
    }

    private Duration length(Tx tx, Grace grace) throws VaultException {
        return switch (grace) {
            case NONE -> Duration.ZERO;
            case AS_SET -> Duration.ofSeconds(settings.number(tx, Setting.UNDO_SECONDS));
        };
    }

    /// What of a draft may be let out in the clear: without quotes, words and subject of what came or went encrypted. To be shown to the
    /// person before [#override], which takes nothing out by itself and refuses a text that still holds any.
    public MailDraft bare(MailDraft draft) throws VaultException {
        return vault.read(tx -> clearText.bare(tx, draft));
    }

    /// Which of its files came or went encrypted once: in the clear, others can read them now. To be said before [#override], which
    /// lets a person decide so.
    public List<AttachedFile> filesOnceEncrypted(MailDraft draft) throws VaultException {
        return vault.read(tx -> clearText.filesOnceEncrypted(tx, draft));
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

        /// The stored draft was sent or discarded elsewhere meanwhile, and nothing was written.
        record DraftGone() implements Release {
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

    /// Makes the right to send of a row, where everything that it rests on still holds.
    ///
    /// @param seen by [#look]
    Revival<Released.Mail> revive(Tx tx, Waiting row, Optional<FarLook> seen) throws VaultException {
        return switch (row.cargo()) {
            case Cargo.Mail mail -> switch (footing.look(tx, row, mail, seen)) {
                case Look.Firm firm -> new Revival.Ready<>(
                        new Released.Mail(row.id(), row.account(), mail.envelope(), wire(row, mail), firm.proof()));
                case Look.Gone gone -> new Revival.Held<>(gone.why());
            };
            case Cargo.Signal _,Cargo.Chat _ -> throw new IllegalArgumentException("a mail was meant");
        };
    }

    /// Reads the bytes of a row that are not held, before it is revived: outside of any transaction.
    Optional<FarLook> look(Waiting row) throws VaultException {
        return row.cargo() instanceof Cargo.Mail mail && mail.far().isPresent()
                ? far.look(mail.far().get(), mail.envelope())
                : Optional.empty();
    }

    private WireBytes wire(Waiting row, Cargo.Mail mail) {
        return mail.far().isPresent()
                ? new WireBytes.Far(vault, mail.far().get(), mail.envelope(), row.digest())
                : new WireBytes.Held(mail.bytes());
    }

    /// Gives up what passed and is not to be sent: what was made of a long draft lies in the vault, and would lie there for a day.
    public void discard(Verdict.Passed passed) throws VaultException {
        far.discard(passed.parcel().items());
    }

    private Verdict passed(MailDraft draft, Resolved resolved, Threading threading, Instant now)
            throws VaultException {
        try {
            return new Verdict.Passed(parcels.build(frame(draft, resolved, threading, now), Set.of()));
        } catch (CryptoException e) {
            return encryptionFailed(draft);
        }
    }

    private static Verdict.Refused encryptionFailed(MailDraft draft) {
        return new Verdict.Refused(draft, draft.recipients().stream()
                .map(recipient -> new Refusal(recipient, Why.ENCRYPTION_FAILED, Remedies.of(Why.ENCRYPTION_FAILED)))
                .toList());
    }

    private static Frame frame(MailDraft draft, Resolved resolved, Threading threading, Instant now) {
        return new Frame(draft, resolved.sender().orElseThrow(), resolved.ownKey().orElseThrow(), resolved.keys(),
                resolved.threading(), threading, now);
    }

    private Threading threading() throws VaultException {
        boolean outside = vault.read(tx -> settings.yes(tx, Setting.THREADING));
        return outside ? Threading.OUTSIDE_TOO : Threading.INSIDE_ONLY;
    }
}
