package guichet.transports.signal;

import guichet.transports.signal.Releases.Age;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How an account on Signal fares.
///
/// @param fault       why it is down, or, while it is up, what is wrong all the same
/// @param version     of signal-cli, once it has answered
/// @param lastContact with Signal's service as far as signal-cli shows it: something came in, or was sent
public record SignalHealth(State state, Optional<SignalFault> fault, Optional<String> version, Optional<Age> age,
        Optional<Instant> lastContact, Set<Caution> cautions) {
    static final SignalHealth AT_FIRST = new SignalHealth(State.STOPPED, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Set.of());

    public SignalHealth {
        cautions = Set.copyOf(cautions);
    }

    public enum State {
        STOPPED, STARTING,
        /** signal-cli runs and answers. */
        UP, DOWN
    }

    /// What does not stop it and should be known.
    public enum Caution {
        /** Nothing can be kept in memory here: what comes in stands in clear on the disk until it is stored. */
        NOT_IN_MEMORY,
        /** signal-cli's folder has attachments of an earlier time: new ones go there too, in clear. */
        FILES_ON_DISK,
        /** It wrote something that is not its protocol; that is kept raw. */
        GARBLED
    }

    SignalHealth is(State now) {
        return new SignalHealth(now, Optional.empty(), version, age, lastContact, cautions);
    }

    SignalHealth with(SignalFault problem) {
        return new SignalHealth(state, Optional.of(problem), version, age, lastContact, cautions);
    }

    SignalHealth without(SignalTrouble trouble) {
        return new SignalHealth(state, fault.filter(known -> known.trouble() != trouble), version, age, lastContact,
                cautions);
    }

    SignalHealth heard(Instant now) {
        return new SignalHealth(state, fault.filter(known -> known.trouble() != SignalTrouble.SERVICE_UNREACHABLE),
                version, age, Optional.of(now), cautions);
    }

    SignalHealth says(String known, Age old) {
        return new SignalHealth(state, fault, Optional.of(known), Optional.of(old), lastContact, cautions);
    }

    SignalHealth cautioned(Caution caution) {
        EnumSet<Caution> all = EnumSet.of(caution);
        all.addAll(cautions);
        return new SignalHealth(state, fault, version, age, lastContact, all);
    }
}
