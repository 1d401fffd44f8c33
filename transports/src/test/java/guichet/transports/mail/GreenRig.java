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

/// GreenMail on loopback, in the clear, for fast tests: `alice@ngo.test`, password `secret`.
public final class GreenRig implements AutoCloseable {
    private final GreenMail server;
    private final GreenMailUser alice;

    public GreenRig() {
        server = new GreenMail(new ServerSetup[]{new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
        server.start();
        alice = server.setUser(TestMailbox.ADDRESS, TestMailbox.ADDRESS, TestMailbox.PASSWORD);
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

    /// Puts a mail into Alice's inbox.
    public void deliver(String rawMail) throws MessagingException {
        alice.deliver(new MimeMessage(null, new ByteArrayInputStream(rawMail.getBytes(StandardCharsets.ISO_8859_1))));
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

    /// Whether any of Alice's messages bears a flag.
    public boolean anythingFlagged() throws FolderException {
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(alice);
        return inbox.getMessages().stream().anyMatch(message -> message.getFlags().getSystemFlags().length > 1
                || message.getFlags().contains(jakarta.mail.Flags.Flag.SEEN));
    }

    @Override
    public void close() {
        server.stop();
    }
}
