package guichet.transports.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Dovecot and Postfix, the real ones, on free loopback ports, with certificates of [TestAuthority].
///
/// Any address at `ngo.test` and `example.test` has a mailbox, password `secret`. Postfix delivers to Dovecot by LMTP and a copy of every mail
/// goes to `archive@ngo.test`: the tap on the wire. Needs root; both daemons end with it, by their process ids.
public final class MailRig implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final Path folder;
    private final int imap;
    private final int imaps;
    private final int lmtp;
    private final int submission;
    private final int submissions;
    private @Nullable Process dovecot;
    private @Nullable Process postfix;
    private @Nullable Thread hook;

    private final long most;

    private MailRig(Path folder, int[] ports, long most) {
        this.most = most;
        this.folder = folder;
        this.imap = ports[0];
        this.imaps = ports[1];
        this.lmtp = ports[2];
        this.submission = ports[3];
        this.submissions = ports[4];
    }

    /// Starts both; mails of up to 20 MB are taken.
    public static MailRig start() throws IOException, InterruptedException {
        return start(20_000_000);
    }

    /// @param most what Postfix takes, in bytes
    static MailRig start(long most) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "guichet-rig",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        MailRig rig = new MailRig(folder, freePorts(5), most);
        boolean up = false;
        try {
            rig.hook = new Thread(rig::stopAll);
            Runtime.getRuntime().addShutdownHook(rig.hook);
            rig.writeFiles();
            rig.startDovecot();
            rig.startPostfix();
            up = true;
            return rig;
        } finally {
            if (!up) {
                rig.close();
            }
        }
    }

    public int imapPort() {
        return imap;
    }

    public int imapsPort() {
        return imaps;
    }

    public int submissionPort() {
        return submission;
    }

    public int submissionsPort() {
        return submissions;
    }

    public String imaps() {
        return "imaps://localhost:" + imaps;
    }

    public String imapStarttls() {
        return "imap+starttls://localhost:" + imap;
    }

    public String smtps() {
        return "smtps://localhost:" + submissions;
    }

    public String smtpStarttls() {
        return "smtp+starttls://localhost:" + submission;
    }

    /// What `--ca` takes.
    public String caPem() {
        return TestAuthority.shared().pem();
    }

    /// Puts a mail into a mailbox, as delivery does.
    public void deliver(String address, String rawMail) throws IOException, InterruptedException {
        pipe(rawMail, "/usr/lib/dovecot/dovecot-lda", "-c", file("dovecot.conf"), "-d", address);
    }

    /// The same out of a file.
    public void deliver(String address, Path rawMail) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/lib/dovecot/dovecot-lda", "-c", file("dovecot.conf"), "-d", address)
                .redirectInput(rawMail.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("dovecot-lda: " + said);
        }
    }

    /// The raw mails of a folder, in no order.
    public List<String> mailsIn(String address) throws IOException {
        List<String> mails = new ArrayList<>();
        for (String sub : List.of("new", "cur")) {
            Path box = maildir(address).resolve(sub);
            if (Files.isDirectory(box)) {
                try (Stream<Path> files = Files.list(box)) {
                    for (Path file : files.toList()) {
                        mails.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return mails;
    }

    /// How many files of a mailbox on the disk hold a word, whatever they are for.
    public long filesWith(String address, String word) throws IOException {
        try (Stream<Path> files = Files.walk(maildir(address))) {
            long holding = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                holding += Files.readString(file, StandardCharsets.ISO_8859_1).contains(word) ? 1 : 0;
            }
            return holding;
        }
    }

    /// The tap: everything that Postfix has taken from anybody.
    public List<String> tapped() throws IOException {
        return mailsIn("archive@ngo.test");
    }

    /// The first mail that comes for a mailbox, where it lies.
    ///
    /// @throws IllegalStateException where none comes in that time
    public Path arrived(String address, Duration within) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(within);
        while (deliveredTo(address) == 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("nothing came: " + logs());
            }
            Thread.sleep(50);
        }
        try (Stream<Path> files = Files.list(maildir(address).resolve("new"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /// How many mails Postfix has handed over for a mailbox, whoever has taken them out of it since.
    public long deliveredTo(String address) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("postfix/mail.log"))) {
            return lines.filter(line -> line.contains(" to=<" + address + ">") && line.contains("status=sent")).count();
        }
    }

    /// Where both servers keep all that they have: mailboxes, queues, indexes, logs.
    public Path folder() {
        return folder;
    }

    /// Makes Dovecot number a mailbox anew: another UIDVALIDITY.
    public void renumber(String address) throws IOException, InterruptedException {
        run("doveadm", "-c", file("dovecot.conf"), "mailbox", "update", "-u", address, "--uid-validity",
                Long.toString(System.currentTimeMillis() / 1000 + 1000), "INBOX");
    }

    /// The flags that Dovecot keeps for an inbox's messages.
    public String flags(String address) throws IOException, InterruptedException {
        return run("doveadm", "-c", file("dovecot.conf"), "fetch", "-u", address, "flags", "mailbox", "INBOX");
    }

    /// Makes a folder beside the inbox.
    public void makeFolder(String address, String name) throws IOException, InterruptedException {
        run("doveadm", "-c", file("dovecot.conf"), "mailbox", "create", "-u", address, name);
    }

    /// Ends Dovecot with all its connections.
    public void stopDovecot() throws InterruptedException {
        dovecot = stop(dovecot);
    }

    public void startDovecot() throws IOException, InterruptedException {
        dovecot = daemon(Path.of("dovecot.out"), "dovecot", "-F", "-c", file("dovecot.conf"));
        awaitPort(imap);
        awaitPort(imaps);
        awaitPort(lmtp);
    }

    @Override
    public void close() {
        stopAll();
        Thread registered = hook;
        if (registered != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException _) {
                // The machine is shutting down: the hook itself runs.
            }
        }
    }

    private synchronized void stopAll() {
        postfix = stop(postfix);
        dovecot = stop(dovecot);
        Folders.delete(folder);
    }

    private void startPostfix() throws IOException, InterruptedException {
        postfix = daemon(Path.of("postfix.out"), "/usr/lib/postfix/sbin/master", "-c", file("postfix"), "-d");
        awaitPort(submission);
        awaitPort(submissions);
    }

    private void writeFiles() throws IOException, InterruptedException {
        TestAuthority.Identity identity = TestAuthority.shared().good();
        Files.writeString(folder.resolve("cert.pem"), identity.chainPem());
        Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        Path mail = Files.createDirectory(folder.resolve("mail"));
        Files.createDirectory(folder.resolve("run"));
        run("chown", "mail:mail", mail.toString());
        Files.writeString(folder.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                instance_name = guichet-rig-%2$d
                hostname = mx.ngo.test
                listen = 127.0.0.1
                auth_failure_delay = 0
                protocols = imap lmtp
                default_internal_user = dovecot
                default_login_user = dovenull
                first_valid_uid = 1
                ssl = yes
                ssl_cert = <%1$s/cert.pem
                ssl_key = <%1$s/key.pem
                disable_plaintext_auth = yes
                auth_mechanisms = plain login
                mail_fsync = never
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail/%%u allow_all_users=yes
                }
                mail_location = maildir:~/Maildir
                mail_access_groups = mail
                namespace inbox {
                  inbox = yes
                  separator = /
                }
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = %3$d
                    ssl = yes
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    port = %4$d
                  }
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service auth {
                  unix_listener %1$s/postfix/queue/private/auth {
                    mode = 0660
                    user = postfix
                    group = postfix
                  }
                }
                service stats {
                  unix_listener stats-writer {
                    mode = 0666
                  }
                }
                """.formatted(folder, imap, imaps, lmtp));
        Path postfixFolder = Files.createDirectory(folder.resolve("postfix"));
        Path queue = Files.createDirectory(postfixFolder.resolve("queue"));
        for (String name : List.of("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming",
                "private", "saved", "trace")) {
            Files.createDirectory(queue.resolve(name));
        }
        Files.createDirectory(queue.resolve("pid"));
        Files.createDirectory(queue.resolve("public"));
        Files.createDirectory(queue.resolve("maildrop"));
        Path data = Files.createDirectory(postfixFolder.resolve("data"));
        Files.writeString(postfixFolder.resolve("main.cf"),
                """
                        compatibility_level = 3.6
                        queue_directory = %1$s/postfix/queue
                        data_directory = %1$s/postfix/data
                        command_directory = /usr/sbin
                        daemon_directory = /usr/lib/postfix/sbin
                        meta_directory = /etc/postfix
                        shlib_directory = /usr/lib/postfix
                        maillog_file = %1$s/postfix/mail.log
                        maillog_file_prefixes = %1$s
                        inet_interfaces = 127.0.0.1
                        inet_protocols = ipv4
                        myhostname = mx.ngo.test
                        mydestination =
                        mynetworks = 192.0.2.0/24
                        virtual_mailbox_domains = ngo.test, example.test, example.org
                        virtual_transport = lmtp:inet:127.0.0.1:%2$d
                        alias_maps =
                        local_recipient_maps =
                        smtpd_tls_cert_file = %1$s/cert.pem
                        smtpd_tls_key_file = %1$s/key.pem
                        smtpd_tls_security_level = encrypt
                        smtpd_tls_auth_only = yes
                        smtpd_sasl_type = dovecot
                        smtpd_sasl_path = private/auth
                        smtpd_sasl_auth_enable = yes
                        smtpd_recipient_restrictions = check_recipient_access inline:{{later@example.test=450 4.2.0 later},{never@example.test=550 5.1.1 never}}, permit_sasl_authenticated, reject
                        default_transport = error:no outside mail
                        message_size_limit = %3$d
                        virtual_mailbox_limit = 0
                        mailbox_size_limit = 0
                        always_bcc = archive@ngo.test
                        """
                        .formatted(folder, lmtp, most));
        Files.writeString(postfixFolder.resolve("master.cf"), """
                127.0.0.1:%1$d inet n - n - - smtpd
                127.0.0.1:%2$d inet n - n - - smtpd
                  -o smtpd_tls_wrappermode=yes
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                lmtp unix - - n - - lmtp
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(submission, submissions));
        run("chown", "-R", "postfix", queue.toString(), data.toString());
        run("chown", "root", queue.toString(), queue.resolve("pid").toString());
        run("chgrp", "postdrop", queue.resolve("public").toString(), queue.resolve("maildrop").toString());
        run("chmod", "730", queue.resolve("maildrop").toString());
        run("chmod", "710", queue.resolve("public").toString());
    }

    private Path maildir(String address) {
        return folder.resolve("mail").resolve(address).resolve("Maildir");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Process daemon(Path output, String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve(output).toFile()).start();
    }

    private static @Nullable Process stop(@Nullable Process daemon) {
        if (daemon == null) {
            return null;
        }
        // Its children are named while their parent still lives; each is ended by its own id.
        List<ProcessHandle> children = daemon.descendants().toList();
        daemon.destroy();
        try {
            if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
                daemon.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroy);
        return null;
    }

    private String run(String... command) throws IOException, InterruptedException {
        return pipe("", command);
    }

    private static String pipe(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.ISO_8859_1));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + ": " + said);
        }
        return said;
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                Thread.sleep(30);
            }
        }
        throw new IOException("a daemon does not answer: " + logs());
    }

    /// What the daemons wrote, for a failing test's message.
    public String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("dovecot.out", "dovecot.log", "postfix.out", "postfix/mail.log")) {
            Path log = folder.resolve(name);
            Optional<String> text = Files.exists(log) ? Optional.of(Files.readString(log)) : Optional.empty();
            text.ifPresent(lines -> all.append(name).append(":\n").append(lines));
        }
        return all.toString();
    }

    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        int[] ports = new int[count];
        try {
            for (int n = 0; n < count; n++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports[n] = socket.getLocalPort();
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }
}
