package guichet.keystore;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SOCKS5 proxy (RFC 1928) through which connections leave this machine; names are looked up by it and never here. Tor is one.
///
/// @param host a name in ASCII, or an IPv4 address
public record SocksProxy(String host, int port) {
    private static final String SCHEME = "socks5://";
    private static final Pattern FORM = Pattern
            .compile(SCHEME + "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?):([0-9]{1,5})/?");
    private static final int HIGHEST_PORT = 65_535;

    /// What a person typed: `socks5://host:port`.
    public static Optional<SocksProxy> parse(String typed) {
        Matcher form = FORM.matcher(typed.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(form.group(3));
        return port >= 1 && port <= HIGHEST_PORT
                ? Optional.of(new SocksProxy(form.group(1), port))
                : Optional.empty();
    }

    /// As it is typed.
    @Override
    public String toString() {
        return SCHEME + host + ":" + port;
    }
}
