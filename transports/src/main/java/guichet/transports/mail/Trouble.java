package guichet.transports.mail;

import java.util.Locale;
import java.util.Optional;

/// Why a mail server could not be used. Each has one fixed word, under which the bundles keep the sentence that people read.
public enum Trouble {
    /** The account is gone, or its password is. */
    NO_ACCOUNT, BAD_URL, BAD_CA,
    /** The address is to be reached in the clear and is not this machine. */
    NOT_LOOPBACK, UNKNOWN_HOST, CONNECTION_REFUSED, HOST_UNREACHABLE,
    /** Nothing answers at the proxy's address, or it is no SOCKS5 proxy that lets us in. */
    PROXY_UNREACHABLE,
    /** The proxy can't reach the server, or knows of none of that name. */
    UNREACHED_BY_PROXY, TIMED_OUT, CONNECTION_LOST,
    /** The server offers no STARTTLS where it must, or somebody on the way took the offer out. */
    NO_STARTTLS, CERTIFICATE_UNTRUSTED, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_WRONG_HOST, TLS_FAILED, LOGIN_REFUSED, NO_LOGIN_METHOD,
    /** The server says that it can't serve now. */
    SERVER_UNAVAILABLE,
    /** The server's answer is not what the protocol allows, or beyond every limit. */
    BAD_ANSWER, NO_SUCH_FOLDER,
    /** A message is larger than what is fetched. It stays at the server and is tried again. */
    MESSAGE_TOO_LARGE,
    /** The server lists a message and doesn't hand it over. It is tried again. */
    MESSAGE_NOT_GIVEN,
    /** An address, or the message, can't travel by SMTP as it is: nothing of it was sent. */
    NOT_SENDABLE,
    /** Larger than the server says that it takes (RFC 1870): nothing of it was sent. */
    TOO_LARGE_FOR_SERVER;

    /// The fixed word, also the key of its sentence.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The trouble that a stored `word` or `word: server's words` begins with.
    public static Optional<Trouble> in(String stored) {
        int colon = stored.indexOf(':');
        String word = colon < 0 ? stored : stored.substring(0, colon);
        for (Trouble trouble : values()) {
            if (trouble.word().equals(word)) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }
}
