package guichet.transports.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS 1.2 or later with the server's certificate and name always checked. Nothing turns that off; an account may add one issuer to
/// the system's.
final class Tls {
    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /// @throws LinkException `BAD_CA` where the PEM holds no certificate
    static Tls trusting(Optional<String> caPem) throws LinkException {
        List<Certificate> added = new ArrayList<>();
        if (caPem.isPresent()) {
            added.addAll(certificates(caPem.get()));
        }
        try {
            X509ExtendedTrustManager system = trustManager(null);
            X509ExtendedTrustManager trust = added.isEmpty() ? system : trustManager(union(system, added));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new NamingTrust(trust)}, null);
            return new Tls(context);
        } catch (GeneralSecurityException | IOException _) {
            throw new LinkException(Trouble.TLS_FAILED);
        }
    }

    /// A TLS socket over one that is connected, before its handshake. Closing the socket below ends it.
    SSLSocket over(Socket connected, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connected, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static Collection<? extends Certificate> certificates(String pem) throws LinkException {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (found.isEmpty()) {
                throw new LinkException(Trouble.BAD_CA);
            }
            return found;
        } catch (CertificateException _) {
            throw new LinkException(Trouble.BAD_CA);
        }
    }

    private static KeyStore union(X509ExtendedTrustManager system, List<Certificate> added)
            throws GeneralSecurityException, IOException {
        KeyStore union = KeyStore.getInstance("PKCS12");
        union.load(null, null);
        int n = 0;
        for (X509Certificate issuer : system.getAcceptedIssuers()) {
            union.setCertificateEntry("system-" + n++, issuer);
        }
        for (Certificate issuer : added) {
            union.setCertificateEntry("added-" + n++, issuer);
        }
        return union;
    }

    private static X509ExtendedTrustManager trustManager(@org.jspecify.annotations.Nullable KeyStore anchors)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager checks) {
                return checks;
            }
        }
        throw new GeneralSecurityException("no certificate checks in this JDK");
    }
}
