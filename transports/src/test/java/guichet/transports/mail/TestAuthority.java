package guichet.transports.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority of the tests' own, made anew by the JDK's keytool in each run. Nobody's system trusts it.
public final class TestAuthority {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /// Made once a run; its files end with the run.
    public static TestAuthority shared() {
        return Holder.SHARED;
    }

    private static final class Holder {
        private static final TestAuthority SHARED = make();
        private static final Identity GOOD = SHARED.issue("good", "san=dns:localhost,ip:127.0.0.1", "-1d", 30);
        private static final Identity EXPIRED = SHARED.issue("expired", "san=dns:localhost,ip:127.0.0.1", "-20d", 10);
        private static final Identity WRONG_HOST = SHARED.issue("other", "san=dns:mail.example.org", "-1d", 30);
    }

    /// For localhost and 127.0.0.1.
    public Identity good() {
        return Holder.GOOD;
    }

    /// Ended ten days ago.
    public Identity expired() {
        return Holder.EXPIRED;
    }

    /// For mail.example.org alone.
    public Identity wrongHost() {
        return Holder.WRONG_HOST;
    }

    /// For these hosts.
    public Identity named(String... hosts) {
        return issue("named-" + String.join("-", hosts), "san=dns:" + String.join(",dns:", hosts), "-1d", 30);
    }

    /// Its own certificate: what `--ca` takes.
    public String pem() {
        return pem("CERTIFICATE", encodedCertificate("ca"));
    }

    /// A server's certificate with its key.
    public record Identity(SSLContext context, String chainPem, String keyPem) {
    }

    private static TestAuthority make() {
        try {
            Path folder = Files.createTempDirectory("guichet-ca");
            TestAuthority authority = new TestAuthority(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
            authority.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test Authority", "-keyalg", "EC",
                    "-groupname", "secp256r1", "-ext", "bc:c", "-startdate", "-100d", "-validity", "400");
            return authority;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Identity issue(String alias, String names, String start, int days) {
        keytool("-genkeypair", "-alias", alias, "-signer", "ca", "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname",
                "secp256r1", "-ext", names, "-startdate", start, "-validity", Integer.toString(days));
        try {
            KeyStore alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            Key key = store().getKey(alias, PASSWORD);
            alone.setKeyEntry(alias, key, PASSWORD, store().getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(alone, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Identity(context, pem("CERTIFICATE", encodedCertificate(alias)),
                    pem("PRIVATE KEY", key.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] encodedCertificate(String alias) {
        try {
            return store().getCertificate(alias).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", folder.resolve("store.p12").toString(), "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded)
                + "\n-----END " + what + "-----\n";
    }
}
