package guichet.tui.command;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Real IMAP and SMTP servers on loopback, in this process.
final class PostOffice implements AutoCloseable {
    private final GreenMail servers = new GreenMail(new ServerSetup[]{
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});

    PostOffice() {
        servers.setUser("alice@guichet.example", "alice", "the account's password");
        servers.start();
    }

    /// A further mailbox, and the account for it in a program's vault.
    void addTo(Program program, String name) {
        servers.setUser(name + "@guichet.example", name, "pw of " + name);
        program.run("account", "add", "mail", "--address", name + "@guichet.example", "--imap", imap(), "--smtp",
                smtp(), "--user", name, "--password-file",
                program.file("account-password", "pw of " + name + "\n").toString()).ends(Exit.DONE);
    }

    /// Adds the account to a program's vault.
    void addTo(Program program) {
        program.run(account(program, imap(), smtp())).ends(Exit.DONE);
    }

    static String[] account(Program program, String imap, String smtp) {
        return new String[]{"account", "add", "mail", "--address", "alice@guichet.example", "--imap", imap, "--smtp",
                smtp,
                "--user", "alice", "--password-file",
                program.file("account-password", "the account's password\n").toString()};
    }

    String imap() {
        return "imap://127.0.0.1:" + servers.getImap().getPort();
    }

    String smtp() {
        return "smtp://127.0.0.1:" + servers.getSmtp().getPort();
    }

    /// Everything that any mailbox holds, as it stands there.
    List<String> received() {
        return Stream.of(servers.getReceivedMessages()).map(PostOffice::text).toList();
    }

    void deliver(String raw) throws MessagingException {
        servers.getUserManager().getUser("alice").deliver(new MimeMessage(null,
                new java.io.ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(MimeMessage message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        servers.stop();
    }
}
