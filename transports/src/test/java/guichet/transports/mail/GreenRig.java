package guichet.transports.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// GreenMail on loopback, in the clear, for fast tests: one mailbox to read, password `secret`, and one for whoever is written to.
public final class GreenRig implements AutoCloseable {
    private final GreenMail server;
    private final GreenMailUser owner;

    public GreenRig() {
        this(TestMailbox.ADDRESS);
    }

    /// With the mailbox of this address.
    public GreenRig(String address) {
        server = new GreenMail(new ServerSetup[]{new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
        server.start();
        owner = server.setUser(address, address, TestMailbox.PASSWORD);
    }

    /// And with another, which is read by the same password.
    public GreenRig and(String address) {
        server.setUser(address, address, TestMailbox.PASSWORD);
        return this;
    }

    public String imap() {
        return "imap://127.0.0.1:" + server.getImap().getPort();
    }

    public String smtp() {
        return "smtp://127.0.0.1:" + server.getSmtp().getPort();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    /// Puts a mail into the owner's inbox.
    public void deliver(String rawMail) throws MessagingException {
        owner.deliver(new MimeMessage(null, new ByteArrayInputStream(rawMail.getBytes(StandardCharsets.ISO_8859_1))));
    }

    /// What somebody's inbox holds, raw.
    public List<String> inbox(String address) throws Exception {
        List<String> all = new ArrayList<>();
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        if (user != null) {
            for (var stored : server.getManagers().getImapHostManager().getInbox(user).getMessages()) {
                var out = new java.io.ByteArrayOutputStream();
                stored.getMimeMessage().writeTo(out);
                all.add(out.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    /// Whether any of the owner's messages bears a flag.
    public boolean anythingFlagged() throws FolderException {
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(owner);
        return inbox.getMessages().stream().anyMatch(message -> message.getFlags().getSystemFlags().length > 1
                || message.getFlags().contains(jakarta.mail.Flags.Flag.SEEN));
    }

    @Override
    public void close() {
        server.stop();
    }
}
