package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes on one vault, some of them killed.
class ProcessesTest {
    @TempDir
    private Path temporary;
    private TempVault temp;

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES);
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void noneOverwritesWhatAnotherWrote() throws VaultException {
        int times = 100;
        try (ChildJvm first = child("chain", times); ChildJvm second = child("chain", times)) {
            for (int i = 0; i < times; i++) {
                temp.vault().write(
                        tx -> tx.update("INSERT INTO note (id, text) SELECT coalesce(max(id), 0) + 1, 'n' FROM note"));
            }
            assertEquals(0, first.end());
            assertEquals(0, second.end());
        }
        assertEquals(LongStream.rangeClosed(1, 3L * times).boxed().toList(),
                temp.vault().read(tx -> tx.list("SELECT id FROM note ORDER BY id", row -> row.number("id"))));
        assertEquals(Soundness.SOUND, temp.vault().check());
    }

    @Test
    void whatAKilledWriterCommittedIsThereAndNothingElse() throws VaultException {
        int committed = 0;
        try (ChildJvm child = child("write-until-killed", "n")) {
            while (committed < 50) {
                committed = Integer.parseInt(child.line().substring("committed ".length()));
            }
            child.kill();
        }
        List<String> notes = Keys.notes(temp.vault());
        assertTrue(notes.size() > committed, "commits that were reported are lost");
        for (int i = 0; i < notes.size(); i++) {
            assertEquals("n" + i, notes.get(i));
        }
        assertEquals(Soundness.SOUND, temp.vault().check());
        temp.reopen();
        assertEquals(notes, Keys.notes(temp.vault()));
    }

    @Test
    void aWriterKilledInATransactionLeavesNothingAndHoldsUpNobody() throws VaultException {
        try (ChildJvm child = child("hold-transaction", "x")) {
            assertEquals("inside", child.line());
            assertEquals(List.of(), Keys.notes(temp.vault()));
            child.kill();
        }
        Keys.note(temp.vault(), "tea");
        assertEquals(List.of("tea"), Keys.notes(temp.vault()));
    }

    @Test
    void oneProcessHasTheCourierLockUntilItDies() throws VaultException {
        try (ChildJvm child = child("courier")) {
            assertEquals("taken", child.line());
            assertEquals(Optional.empty(), CourierLock.tryTake(temp.folder()));
            child.kill();
        }
        try (CourierLock ours = CourierLock.tryTake(temp.folder()).orElseThrow()) {
            assertEquals(Optional.empty(), CourierLock.tryTake(temp.folder().resolve("../vault")));
            try (ChildJvm child = child("courier")) {
                assertEquals("refused", child.line(), "the attempt above dropped the lock");
            }
            assertEquals(temp.folder(), ours.folder());
        }
        try (CourierLock again = CourierLock.tryTake(temp.folder()).orElseThrow()) {
            assertEquals(temp.folder(), again.folder());
        }
    }

    @Test
    void aProcessWritesNothingIntoADatabaseThatAnotherHasReplaced() throws VaultException {
        try (ChildJvm child = child("notes-on-demand"); Secret next = Secret.of("next horse".toCharArray())) {
            assertEquals("open", child.line());
            child.tell("tea");
            assertEquals("written", child.line());
            temp.vault().rekey(temp.slot(), Keys.cheap(next));
            child.tell("coffee");
            assertEquals("CLOSED", child.line());
            Keys.note(temp.vault(), "milk");
            assertEquals(List.of("tea", "milk"), Keys.notes(temp.vault()));
        }
    }

    @Test
    void aReaderNoticesTheSame() throws VaultException {
        try (Vault other = temp.openAgain(); Secret next = Secret.of("next horse".toCharArray())) {
            Keys.note(temp.vault(), "tea");
            assertEquals(List.of("tea"), Keys.notes(other));
            temp.vault().rekey(temp.slot(), Keys.cheap(next));
            VaultException e = assertThrows(VaultException.class, () -> Keys.notes(other));
            assertEquals(VaultException.Kind.CLOSED, e.kind());
            assertThrows(VaultException.class, other::changes);
            assertFalse(Keys.notes(temp.vault()).isEmpty());
        }
    }

    private ChildJvm child(String act, Object... arguments) {
        String[] all = new String[2 + arguments.length];
        all[0] = act;
        all[1] = temp.folder().toString();
        for (int i = 0; i < arguments.length; i++) {
            all[2 + i] = arguments[i].toString();
        }
        return ChildJvm.start(Child.class, temporary, all);
    }
}
