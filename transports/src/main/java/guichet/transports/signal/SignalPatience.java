package guichet.transports.signal;

import java.time.Duration;

/// How long the bridge waits.
///
/// @param ready      for the first answer of a process that has just started; it takes some seconds on a fast machine
/// @param answer     for the answer to a question that needs no network
/// @param sent       for the answer to something sent: to give up earlier makes an outcome unknown that would have been known
/// @param silence    after so long without a word from the process it is asked for one, to notice that it hangs
/// @param ending     for a process whose input was closed; then it is told to end, and after as long again it is ended
/// @param firstRetry after the first failure, doubled at each further one
/// @param lastRetry  at most between two starts
/// @param unheard    so long after the last word of a broken connection, signal-cli is taken to have one again
public record SignalPatience(Duration ready, Duration answer, Duration sent, Duration silence, Duration ending,
        Duration firstRetry, Duration lastRetry, Duration unheard) {

    public static final SignalPatience DEFAULT = new SignalPatience(Duration.ofSeconds(60), Duration.ofSeconds(60),
            Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(1),
            Duration.ofMinutes(5), Duration.ofSeconds(30));
}
