package guichet.transports.keys;

import guichet.transports.net.Route;
import guichet.transports.net.UnreachedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One page over TLS, its certificate and name checked, within a size and a time; no redirect, no cookie, no word about this program. Asked as HTTP/1.0
/// (RFC 1945), so that the end of the connection is the end of the page. Ours, since the JDK's client can't go through a SOCKS proxy.
final class HttpsGet {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");
    private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]{1,15}) *");
    private static final int MOST_HEADERS = 1 << 16;
    private static final int USUAL_PORT = 443;

    private final SSLContext tls;
    private final Route route;
    private final Duration most;

    /// @param most for all of it
    HttpsGet(SSLContext tls, Route route, Duration most) {
        this.tls = tls;
        this.route = route;
        this.most = most;
    }

    /// What came of it.
    sealed interface Answer {
        /// @param body one byte more than was asked for at most
        @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
        record Page(int status, byte[] body) implements Answer {
        }

        record Failed(Why why) implements Answer {
        }
    }

    /// Why there is no page.
    enum Why {
        /** There is no host of that name; or the proxy can't reach it, which it seldom tells from that. */
        NO_SUCH_HOST, UNREACHABLE, UNTRUSTED, SLOW, GARBLED
    }

    /// @param bytes how large a page may be
    Answer get(URI place, int bytes) {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> answer(socket, place, bytes),
                    thread);
            try {
                return answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return new Answer.Failed(Why.SLOW);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer.Failed(Why.SLOW);
            } catch (ExecutionException e) {
                throw new IllegalStateException("no other failure than those that are answers", e);
            } finally {
                close(socket);
                thread.shutdownNow();
            }
        }
    }

    private Answer answer(Socket socket, URI place, int bytes) {
        try {
            connect(socket, place.getHost(), place.getPort() < 0 ? USUAL_PORT : place.getPort());
            SSLSocket secured = secured(socket, place.getHost());
            secured.getOutputStream().write(("GET " + place.getRawPath()
                    + Optional.ofNullable(place.getRawQuery()).map(query -> "?" + query).orElse("")
                    + " HTTP/1.0\r\nHost: "
                    + place.getHost() + "\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return page(new BufferedInputStream(secured.getInputStream()), bytes);
        } catch (UnknownHostException e) {
            return new Answer.Failed(Why.NO_SUCH_HOST);
        } catch (UnreachedException e) {
            return new Answer.Failed(switch (e.why()) {
                case NO_HOST -> Why.NO_SUCH_HOST;
                case NO_PROXY -> Why.UNREACHABLE;
            });
        } catch (SSLException e) {
            return new Answer.Failed(Why.UNTRUSTED);
        } catch (IOException e) {
            return new Answer.Failed(Why.UNREACHABLE);
        }
    }

    private void connect(Socket socket, String host, int port) throws IOException {
        if (route.isProxied(host)) {
            route.connect(socket, host, port, most);
        } else {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException();
            }
            socket.connect(address, (int) most.toMillis());
        }
    }

    private SSLSocket secured(Socket socket, String host) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    static Answer page(InputStream in, int bytes) throws IOException {
        int[] left = {MOST_HEADERS};
        Matcher status = STATUS.matcher(line(in, left));
        if (!status.matches()) {
            return new Answer.Failed(Why.GARBLED);
        }
        OptionalLong length = OptionalLong.empty();
        for (String header = line(in, left); !header.isEmpty(); header = line(in, left)) {
            Matcher says = LENGTH.matcher(header.toLowerCase(Locale.ROOT));
            if (says.matches()) {
                length = OptionalLong.of(Long.parseLong(says.group(1)));
            } else if (left[0] <= 0 || header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                return new Answer.Failed(Why.GARBLED);
            }
        }
        byte[] body = in.readNBytes((int) Math.min(bytes + 1L, length.orElse(Long.MAX_VALUE)));
        boolean whole = length.isEmpty() || body.length == Math.min(length.getAsLong(), bytes + 1L);
        return whole ? new Answer.Page(Integer.parseInt(status.group(1)), body) : new Answer.Failed(Why.GARBLED);
    }

    /// Without its end; empty at the end of all, too.
    private static String line(InputStream in, int[] left) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && left[0] > 0; next = in.read()) {
            left[0]--;
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed: there is nothing more to do with it.
        }
    }
}
