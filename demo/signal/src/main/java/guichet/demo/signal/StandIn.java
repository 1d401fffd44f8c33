package guichet.demo.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The other side of the stand-in, for tests and the demo: decides what the people do and what goes wrong, by writing into the data folder
/// that the program was given. Works before the program starts and while it runs.
///
/// Any thread of one process.
public final class StandIn {
    static final String FOLDER = "standin";
    static final String SCRIPT = "script.jsonl";
    static final String PHONE = "phone.json";
    static final String NETWORK = "network";
    static final String LINK_MILLIS = "link-millis";

    private final Path config;
    private final Path folder;

    private StandIn(Path config) {
        this.config = config;
        this.folder = config.resolve(FOLDER);
    }

    /// @param config what the program gets as `--config`
    public static StandIn in(Path config) throws IOException {
        StandIn made = new StandIn(config);
        Files.createDirectories(made.folder);
        return made;
    }

    /// Writes a shell script that starts the stand-in by the Java in `JAVA_HOME`, as signal-cli's own does.
    ///
    /// @param classPath this module's classes and Jackson's
    public static Path program(Path file, String classPath) throws IOException {
        return program(file, classPath, "0.13.19");
    }

    /// The same, and says that it is another version.
    public static Path program(Path file, String classPath, String version) throws IOException {
        Files.writeString(file,
                """
                        #!/bin/sh
                        exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx64m $SIGNAL_CLI_OPTS \\
                            -Dguichet.standin.version='%s' -cp '%s' guichet.demo.signal.SignalStandIn "$@"
                        """
                        .formatted(version, classPath));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /// The class path of this very process's stand-in, for [#program(Path, String)].
    public static String ownClassPath() {
        return place(SignalStandIn.class) + java.io.File.pathSeparator
                + place(com.fasterxml.jackson.core.JsonFactory.class);
    }

    /// The folder holds an account, as after registering or linking.
    public StandIn account(String number, UUID uuid) throws IOException {
        new LocalAccounts(config).add(new LocalAccounts.Account(number, uuid.toString()));
        return this;
    }

    /// The service withdrew this device: the account is not registered any more.
    public StandIn unlink(String number) throws IOException {
        LocalAccounts accounts = new LocalAccounts(config);
        for (LocalAccounts.Account account : accounts.all()) {
            if (account.number().equals(number)) {
                accounts.remove(account);
            }
        }
        return this;
    }

    /// Linking finds a service. Without it, it fails as without a network.
    public StandIn reachableForLinking(long patienceMillis) throws IOException {
        Files.writeString(folder.resolve(LINK_MILLIS), Long.toString(patienceMillis));
        Files.writeString(folder.resolve(NETWORK), "");
        return this;
    }

    /// A phone of this account scans what is shown.
    public StandIn scan(String number, UUID uuid) throws IOException {
        Path aside = folder.resolve(PHONE + ".new");
        Files.write(aside, Json.bytes(Json.object("number", number, "uuid", uuid.toString())));
        Files.move(aside, folder.resolve(PHONE), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    public StandIn person(String number, UUID uuid, String name, String... answers) throws IOException {
        return post(Json.object("do", "person", "number", number, "uuid", uuid.toString(), "name", name, "answers",
                List.of(answers)));
    }

    /// @param state `fine`, `unregistered`, `untrusted`, `rate-limited`, `captcha` (with the token `challenge`), `network`, `no-pre-key` or
    ///              `silent`
    public StandIn personWho(String state, String number, UUID uuid) throws IOException {
        return post(Json.object("do", "person", "number", number, "uuid", uuid.toString(), "name", "", "state", state,
                "token", "challenge", "key", state.equals("untrusted") ? 2 : 1));
    }

    public StandIn text(String from, String text) throws IOException {
        return post(Json.object("do", "text", "from", from, "text", text));
    }

    public StandIn attachment(String from, String filename, String contentType, byte[] bytes) throws IOException {
        return post(Json.object("do", "text", "from", from, "text", null, "attachments", List.of(Json.object("filename",
                filename, "contentType", contentType, "base64", Base64.getEncoder().encodeToString(bytes)))));
    }

    /// `count` messages as fast as they go: `message 0` and so on, with timestamps from 1,700,000,000,000 on.
    public StandIn flood(String from, long count) throws IOException {
        return post(Json.object("do", "flood", "from", from, "count", count));
    }

    /// Exactly this line, which may be anything.
    public StandIn line(byte[] bytes) throws IOException {
        return post(Json.object("do", "fault", "kind", "raw", "base64", Base64.getEncoder().encodeToString(bytes)));
    }

    /// @param kind `half-line`, `long-line` and `deep` (of `size`), `not-utf8`, `unknown-method` or `unasked`
    public StandIn fault(String kind, long size) throws IOException {
        return post(Json.object("do", "fault", "kind", kind, "size", size));
    }

    /// The process dies at that moment of that method.
    ///
    /// @param when `before`, `accepted`, `half-answer` or `after`
    public StandIn dieAt(String method, String when) throws IOException {
        return post(Json.object("do", "die-at", "method", method, "when", when));
    }

    public StandIn die() throws IOException {
        return post(Json.object("do", "die"));
    }

    /// From now on nothing is answered.
    public StandIn hang() throws IOException {
        return post(Json.object("do", "hang"));
    }

    public StandIn network(boolean reachable) throws IOException {
        return post(Json.object("do", "network", "reachable", reachable));
    }

    /// Everything that is sent and arrives is written there, a line each.
    public StandIn recordTo(Path file) throws IOException {
        return post(Json.object("do", "record", "file", file.toString()));
    }

    /// One act of the script, for what has no method here: docs/signal.md lists them.
    public synchronized StandIn post(String json) throws IOException {
        Files.writeString(folder.resolve(SCRIPT), json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    private StandIn post(Map<String, @Nullable Object> act) throws IOException {
        return post(Json.text(act));
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
