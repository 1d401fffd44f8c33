package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.inbox.cases.Suggestion;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// A message with what a reader needs beside it, read in one transaction.
///
/// @param suggestion where it is in no case: the one that it may belong to
/// @param signer     the key that signed it, as people know it
/// @param leaving    the mails that a message of ours leaves as
/// @param signal     what it has beside its text where it is one on Signal
record Reading(Message message, Optional<Suggestion> suggestion, Optional<KnownKey> signer, List<LeavingRow> leaving,
        Optional<SignalReading> signal) {
    static Optional<Reading> of(Tx tx, Desk desk, MessageId id) throws VaultException {
        Optional<Message> found = desk.messages().show(tx, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Message message = found.get();
        boolean toSort = message.summary().caseId().isEmpty() && message.summary().direction() == Direction.IN;
        boolean mayLeave = message.summary().direction() == Direction.OUT;
        Optional<Protection.Signer> signer = message.summary().protection().flatMap(Protection::signer);
        return Optional.of(new Reading(message, toSort ? desk.messages().suggestion(tx, id) : Optional.empty(),
                signer.isPresent() ? desk.keyring().find(tx, signer.get().fingerprint()) : Optional.empty(),
                mayLeave
                        ? LeavingRow.of(tx, desk, desk.outbox().ofMessage(tx, id).stream()
                                .filter(row -> row.what() == OutboxRow.What.MESSAGE).toList())
                        : List.of(),
                message.summary().channel() == Channel.SIGNAL
                        ? SignalReading.of(tx, desk, id, message.summary().direction())
                        : Optional.empty()));
    }
}
