package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// What becomes possible once somebody's key has been seen, or decided about.
final class Settling {
    private Settling() {
    }

    /// Everything of theirs that waited came by this key, or by one before it, which then is not the present one either.
    ///
    /// @return the messages that may be filed now
    static List<MessageId> seen(Rows rows, Events events, SignalIdentityId identity, String identityKey)
            throws VaultException {
        List<MessageId> waiting = rows.waiting(identity);
        rows.seen(identity, identityKey);
        events.retry(identity);
        return waiting;
    }

    /// A person has taken this key for theirs: that goes for what came by it before, too.
    static void decided(Rows rows, Events events, SignalFiling filing, SignalIdentityId identity, SafetyNumber key)
            throws VaultException {
        events.retry(identity);
        for (MessageId id : rows.by(identity, key.identityKey())) {
            filing.fileIfProven(id);
        }
    }
}
