package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Every parser, fed with altered real inputs: it answers in time, throws nothing, and believes nothing.
///
/// The seed is fixed; `guichet.soak` makes the run long.
class MutationFuzzTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final OpenLimits LIMITS = new OpenLimits(100_000);

    private final OpenPgp pgp = new OpenPgp();
    private final Random random = new Random(20261123);

    @Test
    void messages() throws Exception {
        byte[] content = Forge.compressed(2, Forge.signed("secret ".repeat(30), Forge.signing(Cast.alice())));
        List<byte[]> seeds = List.of(Forge.encrypted(content, Cast.bob()),
                DataEncryptor.seipd2(content, List.of(Forge.subkey(Cast.bob()))),
                Armor.encode("MESSAGE", Forge.encrypted(content, Cast.bob()), "\r\n"));
        byte[] plaintext = Forge.utf8("secret ".repeat(30));
        fuzz(seeds, 1500, raw -> {
            if (pgp.open(raw, List.of(Cast.bob().key()), List.of(Cast.alice().certificate()), LIMITS,
                    Cast.NOW) instanceof Opened.Plaintext opened) {
                assertTrue(Arrays.equals(plaintext, opened.bytes())); // armor has bits that mean nothing
            }
        });
    }

    /// The layers inside, which an attacker with the recipient's key reaches.
    @Test
    void contents() throws Exception {
        byte[] signed = Forge.signed("secret ".repeat(30), Forge.signing(Cast.alice()));
        List<byte[]> seeds = List.of(signed, Forge.compressed(1, signed), Forge.compressed(2, signed),
                Forge.compressed(3, signed));
        byte[] plaintext = Forge.utf8("secret ".repeat(30));
        var judge = new SignatureJudge(List.of(Cast.alice().certificate()), Set.of(), Cast.NOW);
        fuzz(seeds, 3000, raw -> {
            if (SignedContent.parse(Bytes.of(raw),
                    100_000) instanceof SignedContent.Parsed.Content(SignedContent read)) {
                for (RawPacket signature : read.signatures()) {
                    if (judge.judge(signature, read.literal()) instanceof SignatureCheck.Good) {
                        assertTrue(Arrays.equals(plaintext, read.literal().array()));
                    }
                }
            }
        });
    }

    @Test
    void keys() throws Exception {
        List<byte[]> seeds = List.of(Cast.bob().certificate().bytes(), Cast.daveRevoked().certificate().bytes(),
                Cast.erinWeakRsa1024().certificate().bytes(), Cast.alice().key().bytes(),
                Cast.erinWeakRsa1024().key().bytes(),
                Forge.utf8(Cast.carolExpired().certificate().armored()));
        fuzz(seeds, 1500, raw -> {
            if (KeyFile.read(raw) instanceof KeyFile.Keys keys) {
                for (Certificate certificate : keys.certificates()) {
                    certificate.usability(Cast.NOW);
                    certificate.addresses();
                    certificate.encryptionEnds();
                    assertFalse(certificate.fingerprint().equals(Cast.daveRevoked().key().fingerprint())
                            && certificate.merge(Cast.daveRevoked().certificate()).problem(Cast.NOW).isEmpty());
                }
                try (Secret passphrase = Secret.of("x".toCharArray())) {
                    keys.secretKeys().forEach(key -> key.unlock(passphrase));
                }
            }
        });
    }

    @Test
    void detachedSignatures() throws Exception {
        byte[] text = Forge.utf8("texte");
        byte[] armored = pgp.signDetached(text, Cast.alice().key(), Cast.NOW);
        List<byte[]> seeds = List.of(armored, Armor.decode(armored).blocks().getFirst().content().array());
        byte[] other = Forge.utf8("autre texte");
        fuzz(seeds, 3000, raw -> assertTrue(
                pgp.verifyDetached(other, raw, List.of(Cast.alice().certificate()), Cast.NOW).stream()
                        .noneMatch(SignatureCheck.Good.class::isInstance)));
    }

    private void fuzz(List<byte[]> seeds, int rounds, Consumer<byte[]> parser) {
        for (int round = 0; round < (SOAK ? rounds * 50 : rounds); round++) {
            byte[] input = mutated(seeds.get(round % seeds.size()), seeds);
            long start = System.nanoTime();
            try {
                parser.accept(input);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("round " + round + ", " + input.length + " bytes", e);
            }
            assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(SLOWEST) < 0, "round " + round);
        }
    }

    private byte[] mutated(byte[] seed, List<byte[]> seeds) {
        byte[] bytes = seed.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 4; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[random.nextInt(Math.min(bytes.length, 24))] = (byte) random.nextInt();
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = spliced(bytes, at,
                        Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(40))));
                case 5 -> bytes = removed(bytes, at, Math.min(bytes.length - at, random.nextInt(20)));
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length);
                    bytes = spliced(bytes, at,
                            Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(200))));
                }
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] more) {
        return Forge.joined(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] removed(byte[] bytes, int at, int count) {
        return Forge.joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + count, bytes.length));
    }
}
