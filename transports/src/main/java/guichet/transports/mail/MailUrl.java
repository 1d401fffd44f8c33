package guichet.transports.mail;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a mail server is and how the connection is protected. There is no form of it that reaches another machine in the clear.
///
/// @param host a name in ASCII, or an IP literal without brackets
public record MailUrl(Protocol protocol, Security security, String host, int port) {
    private static final Pattern FORM = Pattern
            .compile(
                    "(?<scheme>[A-Za-z+]+)://(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<name>[^/:@\\[\\]?#\\s]+))(?::(?<port>[0-9]{1,5}))?/?");
    private static final Pattern NAME = Pattern
            .compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern LOOPBACK_V4 = Pattern
            .compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

    public enum Protocol {
        IMAP, SMTP
    }

    public enum Security {
        /** TLS from the first byte (RFC 8314). */
        TLS,
        /** TLS after a greeting in the clear; a server that doesn't offer it is refused. */
        STARTTLS,
        /** No TLS, to this very machine only. */
        LOOPBACK
    }

    /// What a person typed, judged.
    public sealed interface Parsed {
        record Good(MailUrl url) implements Parsed {
        }

        record Bad(Why why) implements Parsed {
        }
    }

    public enum Why {
        /** Not of the form `scheme://host[:port]`. */
        NOT_A_URL,
        /** A scheme that is none of ours. */
        UNKNOWN_SCHEME,
        /** IMAP where SMTP is asked for, or the reverse. */
        OTHER_PROTOCOL,
        /** A user, a password, a path or a query: they have places of their own. */
        MORE_THAN_A_HOST, BAD_HOST, BAD_PORT,
        /** In the clear, and not to this machine. */
        PLAIN_NOT_LOOPBACK
    }

    /// Reads `imaps`, `imap+starttls`, `smtps`, `smtp+starttls`, and for loopback only `imap` and `smtp`.
    public static Parsed parse(Protocol wanted, String typed) {
        String url = typed.strip();
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            return new Parsed.Bad(looksLikeUrl(url) ? Why.MORE_THAN_A_HOST : Why.NOT_A_URL);
        }
        Optional<Scheme> scheme = Scheme.of(form.group("scheme"));
        if (scheme.isEmpty()) {
            return new Parsed.Bad(Why.UNKNOWN_SCHEME);
        }
        if (scheme.get().protocol != wanted) {
            return new Parsed.Bad(Why.OTHER_PROTOCOL);
        }
        Optional<String> host = form.group("six") == null ? name(form.group("name")) : v6(form.group("six"));
        if (host.isEmpty()) {
            return new Parsed.Bad(Why.BAD_HOST);
        }
        int port = form.group("port") == null ? scheme.get().port : Integer.parseInt(form.group("port"));
        if (port < 1 || port > 65_535) {
            return new Parsed.Bad(Why.BAD_PORT);
        }
        if (scheme.get().security == Security.LOOPBACK && !saysLoopback(host.get())) {
            return new Parsed.Bad(Why.PLAIN_NOT_LOOPBACK);
        }
        return new Parsed.Good(new MailUrl(wanted, scheme.get().security, host.get(), port));
    }

    static MailUrl stored(Protocol protocol, String url) throws LinkException {
        return switch (parse(protocol, url)) {
            case Parsed.Good(MailUrl good) -> good;
            case Parsed.Bad _ -> throw new LinkException(Trouble.BAD_URL);
        };
    }

    private static boolean looksLikeUrl(String url) {
        int scheme = url.indexOf("://");
        return scheme > 0 && Scheme.of(url.substring(0, scheme)).isPresent() && url.length() > scheme + 3;
    }

    private static Optional<String> name(String typed) {
        try {
            String ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(java.util.Locale.ROOT);
            boolean numeric = ascii.matches("[0-9.]+");
            boolean good = numeric ? isV4(ascii) : NAME.matcher(ascii).matches();
            return good ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isV4(String typed) {
        return typed.matches("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    }

    private static Optional<String> v6(String typed) {
        try {
            return Optional.of(java.net.Inet6Address.ofLiteral(typed).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean saysLoopback(String host) {
        return host.equals("localhost") || LOOPBACK_V4.matcher(host).matches() || host.equals("0:0:0:0:0:0:0:1");
    }

    private enum Scheme {
        IMAPS("imaps", Protocol.IMAP, Security.TLS, 993), IMAP_STARTTLS("imap+starttls", Protocol.IMAP,
                Security.STARTTLS, 143), IMAP_PLAIN("imap", Protocol.IMAP, Security.LOOPBACK, 143), SMTPS("smtps",
                        Protocol.SMTP, Security.TLS, 465), SMTP_STARTTLS("smtp+starttls", Protocol.SMTP,
                                Security.STARTTLS, 587), SMTP_PLAIN("smtp", Protocol.SMTP, Security.LOOPBACK, 25);

        private final String text;
        private final Protocol protocol;
        private final Security security;
        private final int port;

        Scheme(String text, Protocol protocol, Security security, int port) {
            this.text = text;
            this.protocol = protocol;
            this.security = security;
            this.port = port;
        }

        private static Optional<Scheme> of(String typed) {
            for (Scheme scheme : values()) {
                if (scheme.text.equalsIgnoreCase(typed)) {
                    return Optional.of(scheme);
                }
            }
            return Optional.empty();
        }
    }
}
