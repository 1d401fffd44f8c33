package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.keystore.SignalIdentityId;
import java.util.List;
import java.util.stream.Stream;

/// What became of one batch. All of it is durable.
///
/// @param stored        messages that are new, in the order in which they came
/// @param changed       messages that were there, and of which something has changed: reactions, edits, deletions, receipts
/// @param filesTaken    the attachments whose bytes are in the vault now: their files may be deleted
/// @param filesLeft     those that stay where they are: too large
/// @param lookAt        authors whose messages wait to be filed until their safety number has been seen ([SignalIntake#observed]), or who spoke in a group
///                      of which it is not known who reads it ([SignalIntake#groups])
/// @param alarms        people whose safety number is another than the one that was looked at
/// @param notUnderstood how many of the batch were kept raw
public record TakenSignals(List<MessageId> stored, List<MessageId> changed, List<String> filesTaken,
        List<String> filesLeft, List<SignalIdentityId> lookAt, List<SignalIdentityId> alarms, int notUnderstood) {
    /// Of a batch that was not looked at.
    public static final TakenSignals NOTHING = new TakenSignals(List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), 0);

    public TakenSignals {
        stored = List.copyOf(stored);
        changed = List.copyOf(changed);
        filesTaken = List.copyOf(filesTaken);
        filesLeft = List.copyOf(filesLeft);
        lookAt = List.copyOf(lookAt);
        alarms = List.copyOf(alarms);
    }

    TakenSignals alsoLookAt(List<SignalIdentityId> more) {
        return more.isEmpty()
                ? this
                : new TakenSignals(stored, changed, filesTaken, filesLeft,
                        Stream.concat(lookAt.stream(), more.stream()).distinct().toList(), alarms, notUnderstood);
    }
}
