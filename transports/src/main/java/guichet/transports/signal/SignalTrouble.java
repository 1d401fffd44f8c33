package guichet.transports.signal;

import java.util.Locale;
import java.util.Optional;

/// Why Signal can't be used, or not fully. Each has one fixed word, under which the bundles keep the sentence that people read.
public enum SignalTrouble {
    /** No such program, or it may not be run. */
    NO_PROGRAM,
    /** signal-cli found no Java. */
    NO_JAVA,
    /** It needs a newer Java than it found. */
    JAVA_TOO_OLD,
    /** Its library for Signal's protocol is not there, or not for this machine. */
    NO_NATIVE_LIBRARY,
    /** The account is not, or no longer, linked here. */
    NOT_LINKED,
    /** Another signal-cli serves this account, and this one waits for it. */
    IN_USE,
    /** Its folder, or ours in memory, can't be written. */
    FOLDER_UNUSABLE,
    /** Too little room in memory: signal-cli would lose what it can't write. */
    NO_ROOM,
    /** What it writes is not what signal-cli writes. */
    UNUSABLE_OUTPUT,
    /** It runs and does not answer. */
    NO_ANSWER,
    /** It ended by itself. */
    DIED,
    /** It runs, and Signal's service can't be reached. */
    SERVICE_UNREACHABLE,
    /** Signal's service refuses this version. */
    VERSION_REFUSED,
    /** The vault could not store what came in; it waits in memory. */
    NOT_STORED,
    /** Closed by us. */
    STOPPED;

    /// The fixed word, also the key of its sentence.
    public String word() {
        return "signal-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The trouble that a stored `word` or `word: detail` begins with.
    public static Optional<SignalTrouble> in(String stored) {
        int colon = stored.indexOf(':');
        String word = colon < 0 ? stored : stored.substring(0, colon);
        for (SignalTrouble trouble : values()) {
            if (trouble.word().equals(word)) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }
}
