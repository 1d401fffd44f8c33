package guichet.transports.keys;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.keystore.Address;
import guichet.keystore.KeyDirectory;
import guichet.keystore.Keyring;
import guichet.transports.net.Route;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The Web Key Directory of an address's own domain (draft-koch-openpgp-webkey-service): the advanced place, and the direct one where the
/// domain has no such host. HTTPS only, certificates checked, no redirect followed, no cookie, one request for one key, within a size and a time.
///
/// What it finds is what that domain says, and no more: a candidate. Any thread.
public final class WebKeyDirectory implements KeyDirectory {
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final HttpsGet get;

    /// @param tls   whose issuers are believed
    /// @param route by which it is asked
    /// @param most  for each of the two places
    public WebKeyDirectory(SSLContext tls, Route route, Duration most) {
        this.get = new HttpsGet(tls, route, most);
    }

    /// With the issuers that this system believes.
    public static WebKeyDirectory over(Route route) {
        try {
            return new WebKeyDirectory(SSLContext.getDefault(), route, USUAL);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /// What one place answered.
    private sealed interface Answer {
        record Body(KeyFile content) implements Answer {
        }

        record None() implements Answer {
        }

        record NoSuchHost() implements Answer {
        }

        record Trouble(Why why) implements Answer {
        }
    }

    @Override
    public Looked look(Address address) {
        if (!WkdLocation.isAskable(address.domain())) {
            return new Looked.Failed(address.domain(), Why.UNREACHABLE);
        }
        WkdLocation places = WkdLocation.of(address);
        Answer advanced = ask(places.advanced());
        return advanced instanceof Answer.NoSuchHost
                ? judged(places.direct().getHost(), ask(places.direct()), address)
                : judged(places.advanced().getHost(), advanced, address);
    }

    private static Looked judged(String host, Answer answer, Address address) {
        return switch (answer) {
            case Answer.Body body -> keys(host, body.content(), address);
            case Answer.None _ -> new Looked.Nothing(host);
            case Answer.NoSuchHost _ -> new Looked.Failed(host, Why.UNREACHABLE);
            case Answer.Trouble(Why why) -> new Looked.Failed(host, why);
        };
    }

    private static Looked keys(String host, KeyFile content, Address address) {
        if (!(content instanceof KeyFile.Keys keys) || keys.certificates().isEmpty()) {
            return new Looked.Failed(host, Why.UNUSABLE);
        }
        List<Certificate> theirs = keys.certificates().stream().filter(key -> key.addresses().stream()
                .anyMatch(named -> Address.parse(named).equals(Optional.of(address)))).toList();
        return theirs.isEmpty() ? new Looked.Failed(host, Why.OTHERS) : new Looked.Found(host, theirs);
    }

    private Answer ask(URI place) {
        return switch (get.get(place, Keyring.LARGEST_CERTIFICATE)) {
            case HttpsGet.Answer.Page page -> read(page);
            case HttpsGet.Answer.Failed failed -> switch (failed.why()) {
                case NO_SUCH_HOST -> new Answer.NoSuchHost();
                case UNREACHABLE -> new Answer.Trouble(Why.UNREACHABLE);
                case UNTRUSTED -> new Answer.Trouble(Why.NOT_TRUSTED);
                case SLOW -> new Answer.Trouble(Why.SLOW);
                case GARBLED -> new Answer.Trouble(Why.UNUSABLE);
            };
        };
    }

    private static Answer read(HttpsGet.Answer.Page page) {
        return switch (page.status()) {
            case NOT_FOUND -> new Answer.None();
            case OK -> page.body().length > Keyring.LARGEST_CERTIFICATE
                    ? new Answer.Trouble(Why.TOO_LARGE)
                    : new Answer.Body(KeyFile.read(page.body()));
            default -> new Answer.Trouble(Why.UNUSABLE);
        };
    }
}
