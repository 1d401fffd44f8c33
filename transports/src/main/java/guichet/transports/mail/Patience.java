package guichet.transports.mail;

import java.time.Duration;

/// How long the transports wait for servers and between attempts.
///
/// @param connect      for one address of a host, and for the TLS handshake
/// @param reply        for the next bytes of an answer, and for a server to take what is written; with `probe` it bounds the time
///                     in which a dead connection is noticed
/// @param afterContent for the answer to a message's final dot (RFC 5321, section 4.5.3.2.6, allows ten minutes: to give up earlier
///                     makes an outcome unknown that would have been known)
/// @param probe        between two signs of life on an idle connection
/// @param poll         between two looks at folders that the server doesn't watch for us
/// @param firstRetry   after the first failure, doubled at each further one
/// @param lastRetry    at most between two attempts
/// @param tick         between two looks at what other processes put into the outbox
public record Patience(Duration connect, Duration reply, Duration afterContent, Duration probe, Duration poll,
        Duration firstRetry, Duration lastRetry, Duration tick) {

    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(15), Duration.ofSeconds(20),
            Duration.ofMinutes(10), Duration.ofSeconds(35), Duration.ofSeconds(60), Duration.ofSeconds(1),
            Duration.ofMinutes(5), Duration.ofSeconds(1));
}
