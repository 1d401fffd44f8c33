package guichet.transports.mail;

import java.io.Serial;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// The JDK's checks of a server's certificate, saying which of them failed. It passes nothing that they don't pass.
final class NamingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager checks;

    NamingTrust(X509ExtendedTrustManager checks) {
        this.checks = checks;
    }

    /// What was wrong with the certificate, where an exception of the handshake was caused by one.
    static Optional<Trouble> namedIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Distrusted distrusted) {
                return Optional.of(distrusted.trouble);
            }
        }
        return Optional.empty();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            checks.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException refusal) {
            throw named(chain, authType, refusal);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checks.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a certificate is checked together with the host's name only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody logs in to this program");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks.getAcceptedIssuers();
    }

    /// Asks again without the name, only to tell what the refusal was about.
    private CertificateException named(X509Certificate[] chain, String authType, CertificateException refusal) {
        Trouble trouble;
        try {
            checks.checkServerTrusted(chain, authType);
            trouble = Trouble.CERTIFICATE_WRONG_HOST;
        } catch (CertificateException withoutName) {
            trouble = reason(withoutName);
        }
        return new Distrusted(trouble, refusal);
    }

    private static Trouble reason(CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Trouble.CERTIFICATE_EXPIRED;
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Trouble.CERTIFICATE_NOT_YET_VALID;
            }
        }
        return Trouble.CERTIFICATE_UNTRUSTED;
    }

    private static final class Distrusted extends CertificateException {
        @Serial
        private static final long serialVersionUID = 1;
        private final Trouble trouble;

        private Distrusted(Trouble trouble, CertificateException refusal) {
            super(trouble.word(), refusal);
            this.trouble = trouble;
        }
    }
}
