package guichet.inbox.signal;

import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// After which time messages vanish, as each conversation of one batch says last. Everything that is said tells it.
final class Timers {
    private final Map<Long, Told> told = new HashMap<>();

    /// @param other of a conversation between two
    private record Told(Duration timer, Instant sent, Optional<SignalIdentityId> other) {
    }

    /// Of two of the same time, the one that came later counts.
    ///
    /// @param sent by a clock that is not ahead of ours
    void say(long conversation, Duration timer, Instant sent, Optional<SignalIdentityId> other) {
        told.merge(conversation, new Told(timer, sent, other),
                (before, now) -> now.sent().isBefore(before.sent()) ? before : now);
    }

    void write(Tx tx, SignalIdentities identities) throws VaultException {
        for (Map.Entry<Long, Told> one : told.entrySet()) {
            Told last = one.getValue();
            if (Conversations.setTimer(tx, one.getKey(), last.timer(), last.sent()) && last.other().isPresent()) {
                identities.setTimer(tx, last.other().get(), last.timer());
            }
        }
        told.clear();
    }
}
