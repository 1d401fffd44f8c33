package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Certificate;
import guichet.crypto.Digests;
import guichet.crypto.Fingerprint;
import guichet.crypto.Gpg;
import guichet.crypto.OpenLimits;
import guichet.crypto.Opened;
import guichet.crypto.PassingOn;
import guichet.crypto.Peer;
import guichet.crypto.SecretKey;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says of each mail whose signature we called valid whether GnuPG says so too: given exactly the bytes that are shown, with nothing in its
/// home but the signer's certificate. What came encrypted is given to it opened, since not every GnuPG knows each container. What it was asked
/// once it is not asked again. One thread.
final class GnuPgWitness implements AutoCloseable {
    private static final OpenLimits LIMITS = new OpenLimits(ReadLimits.DEFAULT.plaintextBytes());
    private static final DateTimeFormatter ITS_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
            .withZone(ZoneOffset.UTC);

    private final List<SecretKey> readers;
    private final Instant now;
    private final Map<Fingerprint, Gpg> homes = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    GnuPgWitness(List<SecretKey> readers, Instant now) {
        this.readers = readers;
        this.now = now;
    }

    /// What a valid verdict rests on.
    @SuppressWarnings("ArrayRecordComponent") // made and read at once, compared by nobody
    sealed interface Evidence {
        /// @param text where it is a block in the text, and no entity of MIME
        record Detached(byte[] signed, byte[] signature, boolean text) implements Evidence {
        }

        /// @param message   signed, out of the encrypted one
        record Inside(byte[] message, byte[] plaintext) implements Evidence {
        }
    }

    /// How many times GnuPG was asked.
    int questions() {
        return asked.size();
    }

    /// An AssertionError where the verdict is valid and GnuPG says anything else, or where something is shown that the signature does not cover.
    void confirms(byte[] rawMail, Reading reading, SignerDirectory signers) throws IOException {
        if (reading.protection().signature() != Signature.VALID) {
            return;
        }
        Evidence evidence = evidence(rawMail, signers)
                .orElseThrow(() -> new AssertionError("valid, and nothing was verified"));
        assertShows(evidence, reading);
        Fingerprint signer = reading.protection().signer().orElseThrow().fingerprint();
        confirms(evidence, signers.certificates().stream().filter(one -> one.fingerprint().equals(signer)).findFirst()
                .orElseThrow(), reading.protection().problems());
    }

    void confirms(Evidence evidence, Certificate signer, List<Problem> problems) throws IOException {
        switch (evidence) {
            case Evidence.Detached(byte[] signed, byte[] signature, boolean _) -> {
                if (asked.add(signer.fingerprint().hex() + " " + hash(signature) + " " + hash(signed))) {
                    Gpg gpg = home(signer);
                    Path document = Files.write(gpg.home().resolve("document"), signed);
                    Path detached = Files.write(gpg.home().resolve("signature"), signature);
                    assertGood(ask(gpg, "--verify", detached.toString(), document.toString()), signer.fingerprint(),
                            problems);
                }
            }
            case Evidence.Inside(byte[] message, byte[] plaintext) -> {
                if (asked.add(signer.fingerprint().hex() + " " + hash(message) + " " + hash(plaintext))) {
                    Gpg gpg = home(signer);
                    Path signed = Files.write(gpg.home().resolve("message"), message);
                    Peer.Ran ran = ask(gpg, "--output", "-", "--decrypt", signed.toString());
                    assertGood(ran, signer.fingerprint(), problems);
                    // A text literal comes out of it with the line ends of its system.
                    assertArrayEquals(withoutCr(plaintext), withoutCr(ran.out()), "GnuPG reads other words");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Gpg gpg : homes.values()) {
            gpg.close();
        }
    }

    private Peer.Ran ask(Gpg gpg, String... act) {
        String[] all = new String[act.length + 2];
        all[0] = "--faked-system-time";
        all[1] = ITS_TIME.format(now);
        System.arraycopy(act, 0, all, 2, act.length);
        return gpg.run(new byte[0], all);
    }

    private static void assertGood(Peer.Ran ran, Fingerprint signer, List<Problem> problems) {
        String says = ran.errors();
        boolean good = says.contains("[GNUPG:] GOODSIG ")
                || (problems.contains(Problem.EXPIRED_KEY) && says.contains("[GNUPG:] EXPKEYSIG "))
                || (problems.contains(Problem.REVOKED_KEY) && says.contains("[GNUPG:] REVKEYSIG "));
        assertTrue(good && says.lines().anyMatch(line -> line.startsWith("[GNUPG:] VALIDSIG ")
                && line.strip().endsWith(signer.hex())),
                () -> "we say valid, GnuPG: " + says);
    }

    private Optional<Evidence> evidence(byte[] rawMail, SignerDirectory signers) {
        Evidence[] last = new Evidence[1];
        boolean text = InlineBlock.of(MimeParser.parse(rawMail, budget())) instanceof InlineBlock.Signed;
        new Layers(budget(), ciphertext -> {
            Opened opened = Desk.PGP.open(ciphertext, readers, signers.certificates(), LIMITS, now);
            if (opened instanceof Opened.Plaintext plaintext
                    && Judgement.signature(plaintext.signatures()) == Signature.VALID) {
                last[0] = new Evidence.Inside(PassingOn.opened(ciphertext, plaintext.sessionKey()), plaintext.bytes());
            }
            return opened;
        }, (signed, signature, where) -> {
            var checks = switch (where) {
                case INSIDE -> Desk.PGP.verifyDetachedInside(signed, signature,
                        Set.copyOf(readers.stream().map(SecretKey::fingerprint).toList()), signers.certificates(), now);
                case IN_THE_CLEAR -> Desk.PGP.verifyDetached(signed, signature, signers.certificates(), now);
            };
            // The literal's own signature, round this one, covers all of it already.
            if (last[0] == null && Judgement.signature(checks) == Signature.VALID) {
                last[0] = new Evidence.Detached(signed, PassingOn.unarmored(signature), text);
            }
            return checks;
        }, signers).read(rawMail);
        return Optional.ofNullable(last[0]);
    }

    /// What is shown stands in those bytes, read alone.
    private static void assertShows(Evidence evidence, Reading reading) {
        switch (evidence) {
            case Evidence.Detached(byte[] signed, byte[] _, boolean text) when text ->
                assertEquals(ascii(signed), ascii(bytes(reading.body())), "other words than the block's");
            case Evidence.Detached(byte[] signed, byte[] _, boolean _) -> assertIsAll(signed, reading);
            case Evidence.Inside(byte[] _, byte[] plaintext) -> {
                if (!ascii(plaintext).equals(ascii(bytes(reading.body())))) { // no block in the text, then
                    assertIsAll(plaintext, reading);
                }
            }
        }
    }

    private static void assertIsAll(byte[] entity, Reading reading) {
        MimeParser.Parsed part = MimeParser.parse(entity, budget());
        if (CryptoStructure.of(part) instanceof CryptoStructure.Signed(Entity signedPart, Entity.Leaf _)) {
            part = MimeParser.parse(signedPart.raw().kept(), budget());
        }
        boolean same = false;
        for (LegacyDisplay legacy : LegacyDisplay.values()) {
            View view = ViewBuilder.of(part, budget(), legacy);
            same |= view.body().equals(reading.body())
                    && files(view.attachments()).equals(files(reading.attachments()));
        }
        assertTrue(same, "something is shown that was not verified");
    }

    /// Its letters of every charset alike, whatever ends the lines and the text.
    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").replaceAll("[^\\n-~]+", "")
                .strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> files(List<AttachedFile> files) {
        return files.stream().map(file -> file.name() + " " + hash(file.content())).toList();
    }

    private Gpg home(Certificate signer) throws IOException {
        Gpg known = homes.get(signer.fingerprint());
        if (known != null) {
            return known;
        }
        Gpg gpg = Gpg.start();
        homes.put(signer.fingerprint(), gpg);
        return gpg.importing(signer);
    }

    private static Budget budget() {
        return new Budget(Desk.LIMITS, System::nanoTime);
    }

    private static byte[] withoutCr(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }
}
