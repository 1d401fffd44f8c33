package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Adding, changing and renewing what opens a vault.
class SlotsTest {
    private static final String BOBS = "bobs horse";
    private static final SlotWork NOBODYS = (_, _) -> {
    };

    @TempDir
    private Path temporary;
    private TempVault temp;
    private final Secret bobs = Secret.of(BOBS.toCharArray());

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
        bobs.close();
    }

    @Test
    void aFurtherSlotOpensTheSameVaultAndSaysWhoseItIs() throws VaultException {
        var bob = assertInstanceOf(SlotSet.Done.class, temp.vault().addSlot(Keys.cheap(bobs), NOBODYS));
        var opened = assertInstanceOf(Unlock.Opened.class, Keys.unlock(temp.folder(), BOBS));
        opened.vault().close();
        assertEquals(bob.slot(), opened.slot());
        assertNotEquals(temp.slot(), opened.slot());
    }

    @Test
    void twoPersonsCannotShareAPassphrase() throws VaultException {
        try (Secret same = TempVault.passphrase()) {
            Set<SlotId> before = temp.vault().slots();
            assertEquals(new SlotSet.Taken(), temp.vault().addSlot(Keys.cheap(same), NOBODYS));
            var bob = assertInstanceOf(SlotSet.Done.class, temp.vault().addSlot(Keys.cheap(bobs), NOBODYS));
            assertEquals(new SlotSet.Taken(), temp.vault().changePassphrase(bob.slot(), Keys.cheap(same)));
            assertEquals(new SlotSet.Taken(), temp.vault().rekey(bob.slot(), Keys.cheap(same)));
            assertEquals(before.size() + 1, temp.vault().slots().size());
        }
    }

    @Test
    void aChangedPassphraseReplacesTheOldOne() throws VaultException {
        temp.vault().changePassphrase(temp.slot(), Keys.cheap(bobs));
        assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(temp.folder(), Keys.PASSPHRASE));
        var opened = assertInstanceOf(Unlock.Opened.class, Keys.unlock(temp.folder(), BOBS));
        opened.vault().close();
        assertEquals(temp.slot(), opened.slot());
    }

    @Test
    void aNewRecoveryKeyReplacesTheOldOne() throws VaultException {
        try (RecoveryKey next = temp.vault().newRecoveryKey()) {
            assertInstanceOf(Unlock.NoSlotOpens.class, byRecovery(temp.recovery()));
            assertInstanceOf(Unlock.Opened.class, byRecovery(next)).vault().close();
        }
    }

    @Test
    void anUnknownSlotIsABug() {
        SlotId unknown = SlotId.random(new SecureRandom());
        assertThrows(IllegalArgumentException.class,
                () -> temp.vault().changePassphrase(unknown, Keys.cheap(bobs)));
        assertThrows(IllegalArgumentException.class, () -> temp.vault().rekeyWithout(unknown, _ -> 0));
    }

    @Test
    void aSlotWhoseOwnerCannotBeWrittenIsNotMade() throws VaultException, IOException {
        byte[] header = Files.readAllBytes(new VaultFolder(temp.folder()).header());
        assertThrows(ArithmeticException.class, () -> temp.vault().addSlot(Keys.cheap(bobs), (_, _) -> {
            throw new ArithmeticException("no owner");
        }));
        assertEquals(2, temp.vault().slots().size());
        assertArrayEquals(header, Files.readAllBytes(new VaultFolder(temp.folder()).header()));
    }

    /// At each of these moments the header or the database may have the slot already; a crash must leave neither.
    @ParameterizedTest
    @EnumSource(names = {"HEADER_WRITTEN", "HEADER_IN_PLACE", "HEADER_DURABLE"})
    void aSlotWhoseMakingWasCutOffOpensNothing(Step last) throws VaultException, IOException {
        Path crashed = temporary.resolve("crashed");
        Steps steps = step -> {
            if (step == last) {
                Folders.copy(temp.folder(), crashed);
            }
        };
        try (Vault vault = openWith(steps)) {
            vault.addSlot(Keys.cheap(bobs), NOBODYS);
        }
        assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(crashed, BOBS));
        try (Vault vault = Keys.open(crashed, Keys.PASSPHRASE)) {
            assertEquals(2, vault.slots().size());
        }
        var header = assertInstanceOf(Header.Reading.Alleged.class,
                Header.read(Files.readAllBytes(new VaultFolder(crashed).header())));
        assertEquals(2, header.header().slots().size());
        Keys.open(temp.folder(), BOBS).close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADER_WRITTEN", "HEADER_IN_PLACE", "HEADER_DURABLE"})
    void aPassphraseWhoseChangeWasCutOffIsTheOldOneOrTheNew(Step last) throws VaultException {
        Path crashed = temporary.resolve("crashed");
        Steps steps = step -> {
            if (step == last) {
                Folders.copy(temp.folder(), crashed);
            }
        };
        try (Vault vault = openWith(steps)) {
            vault.changePassphrase(temp.slot(), Keys.cheap(bobs));
        }
        boolean changed = last != Step.HEADER_WRITTEN;
        Keys.open(crashed, changed ? BOBS : Keys.PASSPHRASE).close();
        assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(crashed, changed ? Keys.PASSPHRASE : BOBS));
    }

    @Test
    void twoProcessesChangeSlotsOneAfterTheOther() throws VaultException {
        try (Vault other = temp.openAgain(); RecoveryKey next = temp.vault().newRecoveryKey()) {
            other.addSlot(Keys.cheap(bobs), NOBODYS);
            assertInstanceOf(Unlock.Opened.class, byRecovery(next)).vault().close();
            Keys.open(temp.folder(), BOBS).close();
            Keys.open(temp.folder(), Keys.PASSPHRASE).close();
        }
    }

    private Unlock byRecovery(RecoveryKey key) throws VaultException {
        return Vault.open(temp.folder(), new Credential.Recovery(key), List.of(Keys.NOTES));
    }

    private Vault openWith(Steps steps) throws VaultException {
        try (Secret passphrase = TempVault.passphrase()) {
            var opening = new Opening(new VaultFolder(temp.folder()), List.of(Keys.NOTES), new SecureRandom(), steps);
            return assertInstanceOf(Unlock.Opened.class, opening.open(new Credential.Passphrase(passphrase))).vault();
        }
    }
}
