package guichet.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import guichet.keystore.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A mail server on loopback, with a mailbox for whoever is written to. In the clear, as only loopback may be.
final class PostOffice implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server;

    private PostOffice(GreenMail server) {
        this.server = server;
    }

    /// On ports that are free.
    static PostOffice open() {
        return new PostOffice(new ConnectionThreads().start(() -> {
            GreenMail server = new GreenMail(
                    new ServerSetup[]{new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP),
                            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP)});
            server.start();
            return server;
        }));
    }

    String imap() {
        return "imap://" + LOOPBACK + ":" + server.getImap().getPort();
    }

    String smtp() {
        return "smtp://" + LOOPBACK + ":" + server.getSmtp().getPort();
    }

    /// A mailbox to log in to; the user is the address.
    void mailbox(Address owner, String password) {
        server.setUser(owner.value(), owner.value(), password);
    }

    void deliver(Address to, byte[] rawMail) {
        try {
            user(to).deliver(new MimeMessage(null, new ByteArrayInputStream(rawMail)));
        } catch (MessagingException | UserException e) {
            throw new IllegalStateException("the demo's own mail server refuses", e);
        }
    }

    /// Everything that has come for an address, oldest first, as raw bytes.
    List<byte[]> received(Address owner) {
        List<byte[]> mails = new ArrayList<>();
        try {
            for (var stored : server.getManagers().getImapHostManager().getInbox(user(owner)).getMessages()) {
                ByteArrayOutputStream raw = new ByteArrayOutputStream();
                stored.getMimeMessage().writeTo(raw);
                mails.add(raw.toByteArray());
            }
        } catch (FolderException | MessagingException | IOException | UserException e) {
            throw new IllegalStateException("the demo's own mail server can't be read", e);
        }
        return mails;
    }

    private GreenMailUser user(Address owner) throws UserException {
        GreenMailUser known = server.getUserManager().getUserByEmail(owner.value());
        return known != null ? known : server.getUserManager().createUser(owner.value(), owner.value(), owner.value());
    }

    @Override
    public void close() {
        server.stop();
    }
}
