package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import guichet.crypto.Digests;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever can write to the folder, and has no passphrase, against the header.
class HeaderAttackTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    /// Five bits on, so that each byte has its turn and each place in a byte as well; all of them in a soak.
    private static final int STRIDE = SOAK ? 1 : 5;
    private static final int GARBAGE = SOAK ? 20_000 : 300;
    private static final int CHECKSUM = 32;
    private static final int VERSION = 8;
    private static final int FIRST_SLOT = 19;
    private static final int LOCK_OF_FIRST_SLOT = FIRST_SLOT + 1 + 16 + 32 + 80 + 2;

    private TempVault temp;
    private Path file;
    private byte[] header;

    @BeforeEach
    void setUp() throws VaultException, IOException {
        temp = TempVault.make(Keys.NOTES);
        file = new VaultFolder(temp.folder()).header();
        header = Files.readAllBytes(file);
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void noticesAFlippedBitInEveryByte() throws IOException, VaultException {
        for (int bit = 0; bit < header.length * 8; bit += STRIDE) {
            assertNotOpened(flipped(bit), "bit " + bit);
        }
    }

    @Test
    void noticesAFlippedBitInEveryByteWhenTheChecksumIsMadeAnew() throws IOException, VaultException {
        for (int bit = 0; bit < (header.length - CHECKSUM) * 8; bit += STRIDE) {
            assertNotOpened(checksummed(flipped(bit)), "bit " + bit);
        }
    }

    @Test
    void tellsAnAlteredForeignSlotFromAWrongPassphrase() throws IOException, VaultException {
        int recoverySlot = LOCK_OF_FIRST_SLOT + 28 + 80 + 20;
        assertDamaged(checksummed(flipped(recoverySlot * 8)));
    }

    @Test
    void noticesThatTheCountOfSlotsWasLowered() throws IOException, VaultException {
        byte[] fewer = Arrays.copyOf(header, LOCK_OF_FIRST_SLOT + 28 + 80 + 64);
        System.arraycopy(header, header.length - 64, fewer, fewer.length - 64, 64);
        fewer[FIRST_SLOT - 1] = 1;
        assertDamaged(checksummed(fewer));
    }

    @Test
    void refusesAHeaderCutAnywhere() throws IOException, VaultException {
        for (int length = 0; length < header.length; length++) {
            assertDamaged(Arrays.copyOf(header, length));
        }
    }

    @Test
    void refusesAHeaderWithSomethingBehindIt() throws IOException, VaultException {
        assertDamaged(Arrays.copyOf(header, header.length + 1));
        assertDamaged(checksummed(Arrays.copyOf(header, header.length + 1)));
        assertDamaged(Arrays.copyOf(header, 50_000_000));
    }

    @Test
    void refusesGarbage() throws IOException, VaultException {
        Random random = new Random(20261123);
        for (int i = 0; i < GARBAGE; i++) {
            byte[] garbage = new byte[random.nextInt(1000)];
            random.nextBytes(garbage);
            assertDamaged(garbage);
            int keep = Math.min(garbage.length, random.nextInt(VERSION + 2, FIRST_SLOT + 100));
            System.arraycopy(header, 0, garbage, 0, keep);
            if (garbage.length > 64 + FIRST_SLOT) {
                assertDamaged(checksummed(garbage));
            }
        }
    }

    @Test
    void saysThatANewerProgramMadeIt() throws IOException, VaultException {
        byte[] newer = header.clone();
        newer[VERSION + 1] = 2;
        assertEquals(new Unlock.TooNew("header", 2), unlock(newer));
    }

    @Test
    void refusesASlotThatDemandsTheWholeMachine() throws IOException {
        for (int[] cost : new int[][]{{100 * 1024 * 1024, 1, 1}, {-1, 1, 1}, {8, Integer.MAX_VALUE, 1},
                {8, 0, 1}, {8, 1, 0}, {8, 1, -1}, {4, 1, 1}, {0, 0, 0}, {256 * 1024, 16, 4},
                {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE}}) {
            byte[] greedy = header.clone();
            ByteBuffer.wrap(greedy).position(LOCK_OF_FIRST_SLOT).putInt(cost[0]).putInt(cost[1]).putInt(cost[2]);
            byte[] whole = checksummed(greedy);
            assertTimeoutPreemptively(Duration.ofSeconds(1), () -> assertDamaged(whole), Arrays.toString(cost));
        }
    }

    /// The public keys of the slots are there for all to read, so anyone can seal a database key of their own to them.
    @Test
    void doesNotOpenAVaultMadeUpForItsPublicKeys() throws IOException, VaultException {
        try (TempVault mallorys = TempVault.make(Keys.NOTES)) {
            byte[] forged = header.clone();
            byte[] hers = Files.readAllBytes(new VaultFolder(mallorys.folder()).header());
            var keys = new VaultKeys(new byte[32], new byte[32]);
            byte[] publicKey = Arrays.copyOfRange(header, FIRST_SLOT + 17, FIRST_SLOT + 49);
            byte[] id = Arrays.copyOfRange(header, FIRST_SLOT + 1, FIRST_SLOT + 17);
            byte[] sealed = SealedBox.seal(keys.database(), publicKey, id, new java.security.SecureRandom());
            System.arraycopy(sealed, 0, forged, FIRST_SLOT + 49, sealed.length);
            byte[] body = Arrays.copyOf(forged, forged.length - 64);
            System.arraycopy(keys.mac(body), 0, forged, body.length, 32);
            assertDamaged(checksummed(forged));
            assertInstanceOf(Unlock.NoSlotOpens.class, unlockWithout(hers));
        }
    }

    private byte[] flipped(int bit) {
        byte[] altered = header.clone();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return altered;
    }

    private static byte[] checksummed(byte[] altered) {
        byte[] whole = altered.clone();
        byte[] sum = Digests.sha256(Arrays.copyOf(whole, whole.length - CHECKSUM));
        System.arraycopy(sum, 0, whole, whole.length - CHECKSUM, CHECKSUM);
        return whole;
    }

    private void assertNotOpened(byte[] raw, String what) throws IOException, VaultException {
        switch (unlock(raw)) {
            case Unlock.Damaged damaged -> assertEquals(Damage.HEADER, damaged.why(), what);
            case Unlock.NoSlotOpens _,Unlock.TooNew _ -> {
                // Both are as it should be.
            }
            case Unlock.Opened _,Unlock.NoVault _ -> fail(what);
        }
    }

    private void assertDamaged(byte[] raw) throws IOException, VaultException {
        assertEquals(new Unlock.Damaged(Damage.HEADER), unlock(raw));
    }

    private Unlock unlock(byte[] raw) throws IOException, VaultException {
        Files.write(file, raw);
        return Keys.unlock(temp.folder(), Keys.PASSPHRASE);
    }

    private Unlock unlockWithout(byte[] raw) throws IOException, VaultException {
        Files.write(file, raw);
        return Keys.unlock(temp.folder(), "another");
    }
}
