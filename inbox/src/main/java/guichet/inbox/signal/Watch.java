package guichet.inbox.signal;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one batch was about: the messages that it brought, the people whose key has to be seen, and those whose key is another.
final class Watch {
    private final Tx tx;
    private final SignalIdentities identities;
    private final Journal journal;
    private final Instant now;
    private final Map<SignalIdentityId, String> keys = new HashMap<>();
    private final Set<MessageId> stored = new LinkedHashSet<>();
    private final Set<MessageId> toFile = new LinkedHashSet<>();
    private final Set<MessageId> changed = new LinkedHashSet<>();
    private final Set<SignalIdentityId> toSee = new LinkedHashSet<>();
    private final Set<SignalIdentityId> alarms = new LinkedHashSet<>();
    private int notUnderstood;

    Watch(Tx tx, SignalIdentities identities, Journal journal, Instant now) {
        this.tx = tx;
        this.identities = identities;
        this.journal = journal;
        this.now = now;
    }

    void stored(MessageId id, Optional<SignalIdentityId> identity) {
        stored.add(id);
        identity.ifPresent(toSee::add);
    }

    /// Its place is to be decided once the batch is read.
    void mayBeFiled(MessageId id) {
        toFile.add(id);
    }

    Set<MessageId> toFile() {
        return toFile;
    }

    void changed(MessageId id) {
        changed.add(id);
    }

    void said(SignalIdentityId author) {
        toSee.add(author);
    }

    void notUnderstood() {
        notUnderstood++;
    }

    /// signal-cli has met another key of theirs.
    void reported(SignalIdentityId identity) throws VaultException {
        boolean mattered = identities.find(tx, identity).filter(known -> known.trust().isTrusted()).isPresent();
        if (identities.reportChanged(tx, identity, now) && mattered) {
            alarm(identity);
        }
    }

    void saw(SignalIdentityId identity, SafetyNumber key) throws VaultException {
        keys.put(identity, key.identityKey());
        boolean mattered = identities.find(tx, identity).filter(known -> known.trust().isTrusted()).isPresent();
        identities.saw(tx, identity, key, now);
        SignalTrust after = identities.find(tx, identity).map(SignalIdentity::trust).orElse(SignalTrust.UNKNOWN);
        if (mattered && after == SignalTrust.CHANGED) {
            alarm(identity);
        }
    }

    /// It was seen, and is what it was.
    void sawTheSame(SignalIdentityId identity, SafetyNumber key) {
        keys.put(identity, key.identityKey());
    }

    /// As it was seen after this batch was read; empty: it has not been.
    Optional<String> keyOf(SignalIdentityId identity) {
        return Optional.ofNullable(keys.get(identity));
    }

    private void alarm(SignalIdentityId identity) throws VaultException {
        if (alarms.add(identity)) {
            journal.append(tx, JournalKind.SIGNAL_CHANGED, Payload.by(Actor.PROGRAM).over(Channel.SIGNAL)
                    .to(identities.find(tx, identity).flatMap(SignalIdentity::recipient)
                            .map(who -> List.of(who.text())).orElse(List.of())));
        }
    }

    Set<SignalIdentityId> toSee() {
        return toSee;
    }

    List<MessageId> stored() {
        return List.copyOf(stored);
    }

    Set<MessageId> changed() {
        return changed;
    }

    List<SignalIdentityId> alarms() {
        return List.copyOf(alarms);
    }

    int countNotUnderstood() {
        return notUnderstood;
    }
}
