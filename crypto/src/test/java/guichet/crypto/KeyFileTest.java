package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFileTest {
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Test
    void readsSeveralBlocksWithTextBetweenThem() {
        String file = "Voici ma clé :\n\n" + Cast.bob().certificate().armored() + "\net celle de Carol :\r\n"
                + Cast.carolExpired().certificate().armored().replace("\n", "\r\n") + "merci\n";

        KeyFile.Keys keys = keys(Forge.utf8(file));

        assertEquals(List.of(Cast.bob().certificate(), Cast.carolExpired().certificate()), keys.certificates());
        assertEquals(List.of(), keys.secretKeys());
        assertEquals(0, keys.skipped());
    }

    @Test
    void readsSeveralBinaryKeysInARow() {
        byte[] file = Forge.joined(Cast.bob().certificate().bytes(), Cast.alice().certificate().bytes());

        assertEquals(List.of(Cast.bob().certificate(), Cast.alice().certificate()), keys(file).certificates());
    }

    @Test
    void believesNoArmorHeaderAndReadsPastHostileOnes() {
        String armored = Cast.bob().certificate().armored().replaceFirst("\n\n",
                "\nVersion: \u001b]0;x\u0007\nComment: -----END PGP PUBLIC KEY BLOCK-----\nHash: MD5\nX: "
                        + "y".repeat(9000)
                        + "\n \n");

        assertEquals(List.of(Cast.bob().certificate()), keys(Forge.utf8(armored)).certificates());
    }

    @Test
    void aByteOrderMarkIsNoObstacle() {
        assertEquals(List.of(Cast.bob().certificate()),
                keys(Forge.utf8("\ufeff" + Cast.bob().certificate().armored())).certificates());
    }

    @Test
    void oneDamagedKeySpoilsNoOther() {
        String damaged = Cast.carolExpired().certificate().armored().replaceAll("(?s)\n\n.{40}",
                "\n\n" + "A".repeat(40));

        KeyFile.Keys keys = keys(Forge.utf8(damaged + Cast.bob().certificate().armored()));

        assertEquals(List.of(Cast.bob().certificate()), keys.certificates());
        assertEquals(1, keys.skipped());
    }

    @Test
    void aFileThatIsNoneSaysSo() {
        assertEquals(new KeyFile.Unreadable(KeyFile.Why.NO_KEY), KeyFile.read(new byte[0]));
        assertEquals(new KeyFile.Unreadable(KeyFile.Why.NO_KEY), KeyFile.read(Forge.utf8("Bonjour")));
        assertEquals(new KeyFile.Unreadable(KeyFile.Why.NO_KEY), KeyFile.read(Forge.literal("x")));
        byte[] key = Cast.bob().certificate().bytes();
        assertEquals(new KeyFile.Unreadable(KeyFile.Why.MALFORMED), KeyFile.read(Arrays.copyOf(key, key.length - 9)));
        assertEquals(new KeyFile.Unreadable(KeyFile.Why.TOO_LARGE), KeyFile.read(new byte[33 << 20]));
    }

    @Test
    void anExportOpensWithItsPassphraseAndNoOther() throws Exception {
        byte[] exported;
        try (Secret passphrase = Secret.of("une phrase à Ω".toCharArray())) {
            exported = Cast.alice().key().exportProtected(passphrase);
        }
        KeyFile.Keys keys = keys(exported);
        LockedKey locked = keys.secretKeys().getFirst();

        assertEquals(List.of(Cast.alice().certificate()), keys.certificates());
        assertTrue(locked.needsPassphrase());
        assertEquals(new Unlocked.WrongPassphrase(), unlock(locked, "une phrase à O"));
        assertEquals(new Unlocked.WrongPassphrase(), unlock(locked, ""));
        Unlocked.Opened opened = assertInstanceOf(Unlocked.Opened.class, unlock(locked, "une phrase à Ω"));
        assertArrayEquals(Cast.alice().key().bytes(), opened.key().bytes());
    }

    @Test
    void anExportHoldsNothingOfTheSecretInTheClear() throws Exception {
        SecretKey key = Cast.alice().key();
        try (Secret passphrase = Secret.of("x".toCharArray()); Secret none = Secret.of(new char[0])) {
            byte[] exported = Armor.decode(key.exportProtected(passphrase)).blocks().getFirst().content().array();
            for (RawPacket packet : RawPacket.readAll(Bytes.of(key.bytes()), 99).packets()) {
                if (packet.tag() == RawPacket.SECRET_KEY || packet.tag() == RawPacket.SECRET_SUBKEY) {
                    byte[] body = packet.body().array();
                    byte[] secret = Arrays.copyOfRange(body, body.length - 20, body.length - 2);
                    assertFalse(new String(exported, StandardCharsets.ISO_8859_1)
                            .contains(new String(secret, StandardCharsets.ISO_8859_1)));
                }
            }
            assertThrows(IllegalArgumentException.class, () -> key.exportProtected(none));
        }
    }

    @Test
    void aSecretPartThatIsNotOfItsPublicPartIsRefused() throws Exception {
        List<RawPacket> alice = RawPacket.readAll(Bytes.of(Cast.alice().key().bytes()), 99).packets();
        List<RawPacket> mallory = RawPacket.readAll(Bytes.of(Cast.mallory().key().bytes()), 99).packets();
        byte[] body = alice.getFirst().body().array().clone();
        byte[] other = mallory.getFirst().body().array();
        System.arraycopy(other, other.length - 36, body, body.length - 36, 36); // the secret number and its checksum
        byte[] file = Forge.joined(new RawPacket(RawPacket.SECRET_KEY, Bytes.of(body)).encoded(),
                Forge.joined(alice.subList(1, alice.size()).stream().map(RawPacket::encoded).toArray(byte[][]::new)));

        assertEquals(new Unlocked.Unsupported(Unlocked.Why.MISMATCH),
                unlock(keys(file).secretKeys().getFirst(), "egal"));
    }

    @Test
    void aHundredThousandSignaturesOfStrangersTakeABoundedTime() throws Exception {
        List<RawPacket> mallory = RawPacket.readAll(Bytes.of(Cast.mallory().certificate().bytes()), 99).packets();
        byte[] signature = mallory.stream().filter(packet -> packet.tag() == RawPacket.SIGNATURE).findFirst()
                .orElseThrow()
                .encoded();
        List<RawPacket> bob = RawPacket.readAll(Bytes.of(Cast.bob().certificate().bytes()), 99).packets();
        var file = new ByteArrayOutputStream();
        file.writeBytes(bob.get(0).encoded());
        file.writeBytes(bob.get(1).encoded());
        for (int i = 0; i < 100_000; i++) {
            file.writeBytes(signature);
        }
        bob.subList(2, bob.size()).forEach(packet -> file.writeBytes(packet.encoded()));

        assertTimeoutPreemptively(BOUND,
                () -> assertEquals(List.of(Cast.bob().certificate()), keys(file.toByteArray()).certificates()));
    }

    @Test
    void aHundredThousandUserIdsAndForgedSignaturesTakeABoundedTime() throws Exception {
        List<RawPacket> bob = RawPacket.readAll(Bytes.of(Cast.bob().certificate().bytes()), 99).packets();
        var userIds = new ByteArrayOutputStream();
        var forged = new ByteArrayOutputStream();
        userIds.writeBytes(Cast.bob().certificate().bytes());
        forged.writeBytes(bob.get(0).encoded());
        forged.writeBytes(bob.get(1).encoded());
        byte[] claimed = bob.get(2).body().array().clone();
        for (int i = 0; i < 100_000; i++) {
            userIds.writeBytes(
                    new RawPacket(RawPacket.USER_ID, Bytes.of(Forge.utf8("u" + i + "@x.example"))).encoded());
            claimed[claimed.length - 1 - i % 20] = (byte) i;
            forged.writeBytes(new RawPacket(RawPacket.SIGNATURE, Bytes.of(claimed)).encoded());
        }

        assertTimeoutPreemptively(BOUND,
                () -> assertEquals(List.of(Cast.bob().certificate()), keys(userIds.toByteArray()).certificates()));
        assertTimeoutPreemptively(BOUND, () -> assertEquals(new KeyFile.Unreadable(KeyFile.Why.MALFORMED),
                KeyFile.read(forged.toByteArray())));
    }

    private static KeyFile.Keys keys(byte[] file) {
        return assertInstanceOf(KeyFile.Keys.class, KeyFile.read(file));
    }

    private static Unlocked unlock(LockedKey key, String passphrase) {
        try (Secret secret = Secret.of(passphrase.toCharArray())) {
            return key.unlock(secret);
        }
    }
}
