package guichet.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Made the keys of [Cast], once: their fingerprints are fixed from then on. Run by hand, with the folder to write to.
final class CastMaker {
    private static final Instant CREATED = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-06-01T00:00:00Z");

    private CastMaker() {
    }

    public static void main(String[] arguments) throws IOException, CryptoException {
        Path folder = Path.of(arguments[0]);
        own(folder, "alice", SecretKey.generate("Alice <alice@guichet.example>", CREATED));
        own(folder, "amelie", SecretKey.generate("Amélie <amelie@guichet.example>", CREATED));
        own(folder, "mallory", SecretKey.generate("Bob <bob@example.org>", CREATED));
        SecretKey dave = SecretKey.generate("Dave <dave@example.org>", CREATED);
        own(folder, "dave", dave.with(dave.revoked(ENDED, RevocationReason.COMPROMISED)));
        gnuPg(folder, "bob", "Bob <bob@example.org>", "20260105T090000", "future-default", "never");
        gnuPg(folder, "bob-new", "Bob <bob@example.org>", "20261001T090000", "future-default", "never");
        gnuPg(folder, "carol", "Carol <carol@example.org>", "20260105T090000", "future-default", "20260601T000000");
        gnuPg(folder, "erin", "Erin <erin@example.org>", "20260105T090000", "rsa1024", "never");
    }

    private static void own(Path folder, String name, SecretKey key) throws IOException {
        Files.write(folder.resolve(name + ".asc"), Armor.encode("PRIVATE KEY BLOCK", key.bytes(), "\n"));
    }

    private static void gnuPg(Path folder, String name, String userId, String time, String algorithm, String expires)
            throws IOException {
        String clock = "--faked-system-time=" + time + "!";
        try (Gpg gpg = Gpg.start()) {
            if (algorithm.equals("rsa1024")) {
                String wanted = """
                        %%no-protection
                        Key-Type: RSA
                        Key-Length: 1024
                        Subkey-Type: RSA
                        Subkey-Length: 1024
                        Name-Real: Erin
                        Name-Email: erin@example.org
                        Expire-Date: 0
                        """.replace("%%", "%");
                gpg.run(wanted.getBytes(StandardCharsets.UTF_8), clock, "--gen-key").good();
            } else {
                gpg.run(new byte[0], clock, "--passphrase", "", "--quick-gen-key", userId, algorithm, "default",
                        expires)
                        .good();
            }
            Files.write(folder.resolve(name + ".asc"),
                    gpg.run(new byte[0], clock, "--armor", "--export-secret-keys").good().out());
        }
    }
}
