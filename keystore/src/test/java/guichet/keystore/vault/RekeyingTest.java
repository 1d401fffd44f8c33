package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Another key for the whole database, cut off at every step.
class RekeyingTest {
    private static final String NEXT = "next horse";

    @TempDir
    private Path temporary;
    private TempVault temp;
    private final Secret next = Secret.of(NEXT.toCharArray());

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
        Keys.note(temp.vault(), "tea");
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
        next.close();
    }

    @Test
    void afterwardsTheNewPassphraseOpensEverythingAndTheOldOneNothing() throws VaultException, IOException {
        Path before = Folders.copy(temp.folder(), temporary.resolve("before"));
        assertEquals(new SlotSet.Done(temp.slot()), temp.vault().rekey(temp.slot(), Keys.cheap(next)));
        Keys.note(temp.vault(), "coffee");
        temp.vault().close();
        assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(temp.folder(), Keys.PASSPHRASE));
        assertHolds(temp.folder(), NEXT, List.of("tea", "coffee"));
        // A thief who has the old header and the old passphrase has the old key: it must not fit the new database.
        Files.copy(new VaultFolder(temp.folder()).database(2), new VaultFolder(before).database(2));
        Files.delete(new VaultFolder(before).database(1));
        Files.move(new VaultFolder(before).database(2), new VaultFolder(before).database(1));
        try (Stream<Path> logs = Files.list(before)) {
            for (Path log : logs.filter(file -> file.toString().matches(".*-(wal|shm)")).toList()) {
                Files.delete(log);
            }
        }
        assertEquals(new Unlock.Damaged(Damage.DATABASE_FOREIGN), Keys.unlock(before, Keys.PASSPHRASE));
    }

    @Test
    void theRecoveryKeyAndTheOthersStillOpen() throws VaultException {
        try (Secret bobs = Secret.of("bobs horse".toCharArray())) {
            temp.vault().addSlot(Keys.cheap(bobs), (_, _) -> {
            });
            temp.vault().rekey(temp.slot(), Keys.cheap(next));
            assertHolds(temp.folder(), "bobs horse", List.of("tea"));
            var byRecovery = Vault.open(temp.folder(), new Credential.Recovery(temp.recovery()), List.of(Keys.NOTES));
            assertInstanceOf(Unlock.Opened.class, byRecovery).vault().close();
        }
    }

    @Test
    void whoLeftOpensNothing() throws VaultException {
        try (Secret bobs = Secret.of("bobs horse".toCharArray())) {
            var bob = assertInstanceOf(SlotSet.Done.class, temp.vault().addSlot(Keys.cheap(bobs), (_, _) -> {
            }));
            temp.vault().rekeyWithout(bob.slot(), tx -> tx.insert("INSERT INTO note (text) VALUES ('farewell')"));
            assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(temp.folder(), "bobs horse"));
            assertEquals(List.of("tea", "farewell"), Keys.notes(temp.vault()));
            assertEquals(2, temp.vault().slots().size());
        }
    }

    @Test
    void theRecoverySlotCannotLeave() throws VaultException {
        SlotId recovery = temp.vault().slots().stream().filter(slot -> !slot.equals(temp.slot())).findAny()
                .orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> temp.vault().rekeyWithout(recovery, _ -> 0));
    }

    @Test
    void leavesNoFileOfTheOldDatabase() throws VaultException, IOException {
        temp.vault().rekey(temp.slot(), Keys.cheap(next));
        try (Stream<Path> files = Files.list(temp.folder())) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("guichet-1.")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_MADE", "COPY_CHANGED", "COPY_DURABLE", "HEADER_WRITTEN"})
    void workThatFailsBeforeTheHeaderIsInPlaceChangesNothing(Step last) throws VaultException, IOException {
        List<Path> images = new ArrayList<>();
        try (Vault vault = openWith(failingAt(last, images))) {
            assertThrows(VaultException.class, () -> vault.rekey(temp.slot(), Keys.cheap(next)));
            Keys.note(vault, "coffee");
            assertEquals(List.of("tea", "coffee"), Keys.notes(vault));
        }
        assertHolds(temp.folder(), Keys.PASSPHRASE, List.of("tea", "coffee"));
        assertEquals(List.of(), new VaultFolder(temp.folder()).databasesExcept(1));
        assertTidiesUp(images.getFirst(), Keys.PASSPHRASE);
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADER_IN_PLACE", "HEADER_DURABLE", "OLD_REMOVED"})
    void workThatFailsAfterwardsHasChangedEverything(Step last) throws VaultException, IOException {
        List<Path> images = new ArrayList<>();
        try (Vault vault = openWith(failingAt(last, images))) {
            assertThrows(VaultException.class, () -> vault.rekey(temp.slot(), Keys.cheap(next)));
            Keys.note(vault, "coffee");
            assertEquals(List.of("tea", "coffee"), Keys.notes(vault));
        }
        assertHolds(temp.folder(), NEXT, List.of("tea", "coffee"));
        assertTidiesUp(images.getFirst(), NEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_MADE", "COPY_DURABLE", "HEADER_WRITTEN", "HEADER_IN_PLACE"})
    void aProcessKilledThereLeavesTheOldStateOrTheNew(Step last) throws VaultException, IOException {
        try (ChildJvm child = ChildJvm.start(Child.class, temporary, "rekey-until", temp.folder().toString(),
                last.name())) {
            assertEquals(last.name(), child.line());
            child.kill();
        }
        boolean moved = last == Step.HEADER_IN_PLACE;
        assertTidiesUp(temp.folder(), moved ? NEXT : Keys.PASSPHRASE);
        assertInstanceOf(Unlock.NoSlotOpens.class, Keys.unlock(temp.folder(), moved ? Keys.PASSPHRASE : NEXT));
    }

    /// Opens, holds what was written, and what the cut-off work left is gone.
    private static void assertTidiesUp(Path folder, String passphrase) throws VaultException, IOException {
        assertHolds(folder, passphrase, List.of("tea"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.filter(file -> !file.toString().matches(".*-(wal|shm)")).count());
        }
    }

    private static void assertHolds(Path folder, String passphrase, List<String> notes) throws VaultException {
        try (Vault vault = Keys.open(folder, passphrase)) {
            assertEquals(notes, Keys.notes(vault));
            assertEquals(Soundness.SOUND, vault.check());
        }
    }

    /// Takes a copy of the folder, as a crash at this moment would leave it, and fails.
    private Steps failingAt(Step last, List<Path> images) {
        return step -> {
            if (step == last) {
                images.add(Folders.copy(temp.folder(), temporary.resolve("crashed")));
                throw new VaultException(VaultException.Kind.IO, "test");
            }
        };
    }

    private Vault openWith(Steps steps) throws VaultException {
        try (Secret passphrase = TempVault.passphrase()) {
            var opening = new Opening(new VaultFolder(temp.folder()), List.of(Keys.NOTES), new SecureRandom(), steps);
            return assertInstanceOf(Unlock.Opened.class, opening.open(new Credential.Passphrase(passphrase))).vault();
        }
    }
}
