package guichet.transports.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;

/// What Angus Mail is told, for one connection. Whatever it could decide by itself that matters here is decided here.
final class AngusSession {
    private AngusSession() {
    }

    static Session over(GuardedSocket socket) {
        String mail = socket.url().protocol() == MailUrl.Protocol.IMAP ? "mail.imap." : "mail.smtp.";
        Properties told = new Properties();
        // The connection that was made and proven, and no other: Angus neither connects nor shakes hands by itself.
        told.put(mail + "socketFactory", new OneSocket(socket));
        told.put(mail + "socketFactory.fallback", "false");
        // Never NTLM or whatever a later version adds: each of these two needs TLS or this machine around it, which it has.
        told.put(mail + "auth.mechanisms", "PLAIN LOGIN");
        switch (socket.url().protocol()) {
            case IMAP -> {
                // A server may not send us elsewhere with the password.
                told.put("mail.imap.referralexception", "false");
                // Compressed, the bounds on what is read would count the wrong bytes.
                told.put("mail.imap.compress.enable", "false");
            }
            case SMTP -> {
                // The same from every machine; RFC 5321, section 4.1.4, allows a literal where a name would mean nothing.
                told.put("mail.smtp.localhost", "[127.0.0.1]");
                told.put("mail.smtp.auth", "true");
                // Else it says the user's name twice; nobody acts for another.
                told.put("mail.smtp.sasl.authorizationid", "");
                boolean starttls = socket.url().security() == MailUrl.Security.STARTTLS;
                told.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
                told.put("mail.smtp.starttls.required", Boolean.toString(starttls));
                // All recipients or none.
                told.put("mail.smtp.sendpartial", "false");
                // The outcome is known before QUIT is said; its answer is nobody's business.
                told.put("mail.smtp.quitwait", "false");
                // Nothing is rewritten on the way out.
                told.put("mail.smtp.allow8bitmime", "false");
                told.put("mail.mime.allowutf8", "false");
            }
        }
        Session session = Session.getInstance(told);
        // It would print the dialogue.
        session.setDebug(false);
        return session;
    }

    /// Hands out the one connection, once.
    private static final class OneSocket extends SocketFactory {
        private final GuardedSocket socket;
        private final AtomicBoolean taken = new AtomicBoolean();

        private OneSocket(GuardedSocket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            if (taken.getAndSet(true)) {
                throw new IOException("one connection a session");
            }
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return createSocket();
        }
    }
}
