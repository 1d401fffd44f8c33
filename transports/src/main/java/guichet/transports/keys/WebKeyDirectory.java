package guichet.transports.keys;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.keystore.Address;
import guichet.keystore.KeyDirectory;
import guichet.keystore.Keyring;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The Web Key Directory of an address's own domain (draft-koch-openpgp-webkey-service): the advanced place, and the direct one where the
/// domain has no such host. HTTPS only, certificates checked, no redirect followed, no cookie, one request for one key, within a size and a time.
///
/// What it finds is what that domain says, and no more: a candidate. Any thread.
public final class WebKeyDirectory implements KeyDirectory {
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final SSLContext tls;
    private final ProxySelector proxy;
    private final Duration most;

    /// @param tls   whose issuers are believed
    /// @param proxy through which it is asked
    /// @param most  for each of the two places
    public WebKeyDirectory(SSLContext tls, ProxySelector proxy, Duration most) {
        this.tls = tls;
        this.proxy = proxy;
        this.most = most;
    }

    /// With the issuers that this system believes, by the way that it goes.
    public static WebKeyDirectory overTheNet() {
        try {
            return new WebKeyDirectory(SSLContext.getDefault(), ProxySelector.getDefault(), USUAL);
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
        HttpRequest request = HttpRequest.newBuilder(place).timeout(most).header("User-Agent", "wkd").GET().build();
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).proxy(proxy).connectTimeout(most)
                .followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1).build()) {
            CompletableFuture<Answer> answer = client
                    .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(this::read);
            try {
                return answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return new Answer.Trouble(Why.SLOW);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer.Trouble(Why.SLOW);
            } catch (ExecutionException e) {
                return failed(e.getCause(), place);
            } finally {
                answer.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOT_FOUND) {
                return new Answer.None();
            }
            if (response.statusCode() != OK) {
                return new Answer.Trouble(Why.UNUSABLE);
            }
            byte[] content = body.readNBytes(Keyring.LARGEST_CERTIFICATE + 1);
            return content.length > Keyring.LARGEST_CERTIFICATE
                    ? new Answer.Trouble(Why.TOO_LARGE)
                    : new Answer.Body(KeyFile.read(content));
        } catch (IOException e) {
            return new Answer.Trouble(Why.UNUSABLE);
        }
    }

    /// Where a proxy connects, it alone knows whether there is such a host.
    private Answer failed(@Nullable Throwable cause, URI place) {
        boolean proxied = proxy.select(place).stream().anyMatch(way -> way.type() != Proxy.Type.DIRECT);
        return switch (cause) {
            case HttpTimeoutException _ -> new Answer.Trouble(Why.SLOW);
            case SSLException _ -> new Answer.Trouble(Why.NOT_TRUSTED);
            case null -> new Answer.Trouble(Why.UNREACHABLE);
            default -> proxied || cause.getCause() instanceof UnresolvedAddressException
                    ? new Answer.NoSuchHost()
                    : new Answer.Trouble(Why.UNREACHABLE);
        };
    }
}
