package guichet.transports.net;

import java.io.IOException;

/// The way through the proxy ended before the host.
public final class UnreachedException extends IOException {
    @java.io.Serial
    private static final long serialVersionUID = 1L;

    private final Why why;

    UnreachedException(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }

    public enum Why {
        /** Nothing answers where the proxy should be, or what answers is no SOCKS5 proxy that lets us in. */
        NO_PROXY,
        /** The proxy says that it can't reach the host, or that there is none of that name; proxies seldom tell which. */
        NO_HOST
    }
}
