package guichet.transports.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A submission session (RFC 6409), logged in over TLS and ready for one mail. One thread; its [Cutoff] ends it from any other.
///
/// EHLO names no host: it says the literal of the loopback address, the same from every machine (RFC 5321, section 4.1.4, allows a
/// literal where a client has no name that means anything).
final class SmtpSession implements AutoCloseable {
    private static final String EHLO = "EHLO [127.0.0.1]";

    private final Wire wire;
    private final Patience patience;
    private Map<String, String> extensions = Map.of();

    private SmtpSession(Wire wire, Patience patience) {
        this.wire = wire;
        this.patience = patience;
    }

    static SmtpSession open(MailUrl url, Tls tls, Login login, Patience patience, Cutoff cutoff) throws LinkException {
        SmtpSession session = new SmtpSession(Wire.open(url, tls, patience, cutoff), patience);
        boolean ready = false;
        try {
            session.greet(url.security());
            session.authenticate(login);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                session.close();
            }
        }
    }

    /// Says one command and reads the reply.
    SmtpReply say(String command) throws LinkException {
        wire.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply();
    }

    /// The value that an extension announced itself with, in the last EHLO.
    Optional<String> extension(String keyword) {
        return Optional.ofNullable(extensions.get(keyword));
    }

    Wire wire() {
        return wire;
    }

    /// Takes leave, without waiting for long or caring for the answer.
    void quit() {
        try {
            wire.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (LinkException _) {
            // Everything that matters has been said before.
        }
        close();
    }

    @Override
    public void close() {
        wire.close();
    }

    private void greet(MailUrl.Security security) throws LinkException {
        require(reply(), Trouble.SERVER_UNAVAILABLE);
        hello();
        if (security == MailUrl.Security.STARTTLS) {
            if (!extensions.containsKey("STARTTLS")) {
                throw new LinkException(Trouble.NO_STARTTLS);
            }
            require(say("STARTTLS"), Trouble.NO_STARTTLS);
            wire.secure();
            // What was announced in the clear may be a stranger's: it is forgotten and asked for again (RFC 3207, section 4.2).
            hello();
        }
    }

    private void hello() throws LinkException {
        SmtpReply answer = say(EHLO);
        require(answer, Trouble.SERVER_UNAVAILABLE);
        Map<String, String> announced = new HashMap<>();
        for (String line : answer.lines().subList(1, answer.lines().size())) {
            int space = line.indexOf(' ');
            String keyword = space < 0 ? line : line.substring(0, space);
            announced.put(keyword.toUpperCase(Locale.ROOT), space < 0 ? "" : line.substring(space + 1));
        }
        extensions = announced;
    }

    private void authenticate(Login login) throws LinkException {
        var mechanisms = Arrays.asList(extension("AUTH").orElse("").toUpperCase(Locale.ROOT).split(" ", -1));
        if (mechanisms.contains("PLAIN")) {
            byte[] initial = login.plain();
            require(sayBytes("AUTH PLAIN ", initial), Trouble.LOGIN_REFUSED);
        } else if (mechanisms.contains("LOGIN")) {
            requireContinue(say("AUTH LOGIN"));
            requireContinue(sayBytes("", login.user()));
            require(sayBytes("", login.password()), Trouble.LOGIN_REFUSED);
        } else {
            throw new LinkException(Trouble.NO_LOGIN_METHOD);
        }
    }

    /// The secret is zeroed once it has been written.
    private SmtpReply sayBytes(String before, byte[] secret) throws LinkException {
        byte[] prefix = before.getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(prefix, prefix.length + secret.length + 2);
        System.arraycopy(secret, 0, line, prefix.length, secret.length);
        line[line.length - 2] = '\r';
        line[line.length - 1] = '\n';
        try {
            wire.write(line);
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
        return reply();
    }

    private SmtpReply reply() throws LinkException {
        return SmtpReply.read(wire, patience.reply());
    }

    private static void requireContinue(SmtpReply reply) throws LinkException {
        if (reply.code() != 334) {
            throw new LinkException(Trouble.LOGIN_REFUSED, reply.words());
        }
    }

    private static void require(SmtpReply reply, Trouble otherwise) throws LinkException {
        if (reply.code() == 421) {
            throw new LinkException(Trouble.SERVER_UNAVAILABLE, reply.words());
        }
        if (!reply.isPositive()) {
            // A 4xx to a login is the server's trouble (a backend that is down), not a wrong password.
            boolean busy = otherwise == Trouble.LOGIN_REFUSED && reply.isTransient();
            throw new LinkException(busy ? Trouble.SERVER_UNAVAILABLE : otherwise, reply.words());
        }
    }
}
