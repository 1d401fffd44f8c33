package guichet.inbox.gate;

import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.SignalRefusal.Why;
import guichet.inbox.signal.SignalMessages;
import guichet.inbox.signal.SignalMessages.Reader;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalChoice;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a person of ours has looked at everyone whom a Signal message would reach, as the vault knows them now.
final class SignalFooting {
    /// The word of a row that failed since nobody has that number or name.
    static final String UNREGISTERED = "unregistered";
    /// For how long that is believed without asking again.
    private static final Duration BELIEVED = Duration.ofDays(1);

    private final SignalIdentities identities;
    private final SignalMessages signal;
    private final Clock clock;
    private final OutboxTable table = new OutboxTable();

    SignalFooting(SignalIdentities identities, SignalMessages signal, Clock clock) {
        this.identities = identities;
        this.signal = signal;
        this.clock = clock;
    }

    sealed interface Look {
        /// @param people everyone known whom it would reach
        record Firm(List<Proof.Identity> people) implements Look {
            public Firm {
                people = List.copyOf(people);
            }
        }

        /// @param refusals at least one
        record Gone(List<SignalRefusal> refusals) implements Look {
            public Gone {
                refusals = List.copyOf(refusals);
            }
        }
    }

    /// Whether something may be sent there now.
    Look look(Tx tx, SignalRecipient to) throws VaultException {
        return switch (to) {
            case SignalRecipient.Group group -> group(tx, group);
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _,SignalRecipient.Username _ -> person(tx, to);
        };
    }

    /// Whether what was released may still leave: to the same people, by the very keys that were looked at.
    Look lookAgain(Tx tx, Waiting row, Cargo.Signal cargo) throws VaultException {
        if (!Digest.of(cargo.sender(), cargo.recipient(), cargo.form()).equals(row.digest())) {
            return new Look.Gone(List.of());
        }
        Look now = look(tx, cargo.recipient());
        if (!(now instanceof Look.Firm(List<Proof.Identity> people))) {
            return now;
        }
        boolean toGroup = cargo.recipient() instanceof SignalRecipient.Group;
        for (Proof.Identity then : cargo.identities()) {
            Optional<Proof.Identity> there = people.stream().filter(each -> each.id().equals(then.id())).findAny();
            // Whoever has left a group reads it no more.
            boolean same = there.isPresent()
                    ? then.key().isEmpty() || then.key().equals(there.get().key())
                    : toGroup;
            if (!same) {
                return new Look.Gone(List.of(SignalRefusal.of(cargo.recipient(), Why.UNTRUSTED_IDENTITY)));
            }
        }
        boolean oneOfThem = toGroup || cargo.identities().size() == 1;
        return oneOfThem ? now : new Look.Gone(List.of());
    }

    private Look person(Tx tx, SignalRecipient to) throws VaultException {
        boolean gone = table.lastEnd(tx, to).filter(end -> end.state() == State.FAILED
                && end.why().equals(UNREGISTERED) && end.since().plus(BELIEVED).isAfter(clock.instant())).isPresent();
        if (gone) {
            return new Look.Gone(List.of(SignalRefusal.of(to, Why.UNREGISTERED)));
        }
        return switch (identities.choose(tx, to)) {
            case SignalChoice.Usable usable -> new Look.Firm(List.of(of(usable.identity())));
            case SignalChoice.Unusable unusable -> new Look.Gone(List.of(SignalRefusal.of(to,
                    unusable.known().isEmpty() ? Why.UNKNOWN_RECIPIENT : Why.UNTRUSTED_IDENTITY)));
        };
    }

    /// Everybody who reads it, and was seen by a person to do so. Whoever speaks in it has to be trusted; whoever only reads may be unknown, but not
    /// somebody else than before, nor somebody to whom nothing is to be sent.
    private Look group(Tx tx, SignalRecipient.Group group) throws VaultException {
        List<Reader> readers = signal.readers(tx, group);
        if (readers.isEmpty()) {
            return new Look.Gone(List.of(SignalRefusal.of(group, Why.UNKNOWN_RECIPIENT)));
        }
        List<Proof.Identity> people = new ArrayList<>();
        List<SignalRefusal> refusals = new ArrayList<>();
        for (Reader reader : readers) {
            Optional<SignalIdentity> known = identities.find(tx, reader.id());
            if (known.isPresent() && mayRead(known.get(), reader)) {
                people.add(of(known.get()));
            } else {
                refusals.add(SignalRefusal.of(known.flatMap(SignalIdentity::shown).orElse(group),
                        Why.UNTRUSTED_IDENTITY));
            }
        }
        if (!readers.stream().allMatch(Reader::lookedAt)) {
            refusals.add(SignalRefusal.of(group, Why.GROUP_NOT_LOOKED_AT));
        }
        return refusals.isEmpty() ? new Look.Firm(people) : new Look.Gone(refusals);
    }

    private static boolean mayRead(SignalIdentity who, Reader reader) {
        return switch (who.trust()) {
            case ACCEPTED, VERIFIED -> true;
            case UNKNOWN -> !reader.hasSpoken();
            case CHANGED, DISTRUSTED -> false;
        };
    }

    private static Proof.Identity of(SignalIdentity identity) {
        return new Proof.Identity(identity.id(), identity.key().map(SafetyNumber::identityKey));
    }
}
