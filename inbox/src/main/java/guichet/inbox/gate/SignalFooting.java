package guichet.inbox.gate;

import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.SignalRefusal.Why;
import guichet.inbox.signal.SignalMessages;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalChoice;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
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
        for (Proof.Identity then : cargo.identities()) {
            boolean same = people.stream().anyMatch(each -> each.id().equals(then.id())
                    && (then.key().isEmpty() || then.key().equals(each.key())));
            if (!same) {
                return new Look.Gone(List.of(SignalRefusal.of(cargo.recipient(), Why.UNTRUSTED_IDENTITY)));
            }
        }
        boolean oneOfThem = cargo.recipient() instanceof SignalRecipient.Group || cargo.identities().size() == 1;
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

    private Look group(Tx tx, SignalRecipient.Group group) throws VaultException {
        List<SignalIdentityId> members = signal.members(tx, group);
        if (members.isEmpty()) {
            return new Look.Gone(List.of(SignalRefusal.of(group, Why.UNKNOWN_RECIPIENT)));
        }
        List<Proof.Identity> people = new ArrayList<>();
        List<SignalRefusal> refusals = new ArrayList<>();
        for (SignalIdentityId member : members) {
            Optional<SignalIdentity> known = identities.find(tx, member);
            if (known.isPresent() && known.get().trust().isTrusted()) {
                people.add(of(known.get()));
            } else {
                refusals.add(SignalRefusal.of(known.flatMap(SignalIdentity::shown).orElse(group),
                        Why.UNTRUSTED_IDENTITY));
            }
        }
        return refusals.isEmpty() ? new Look.Firm(people) : new Look.Gone(refusals);
    }

    private static Proof.Identity of(SignalIdentity identity) {
        return new Proof.Identity(identity.id(), identity.key().map(SafetyNumber::identityKey));
    }
}
