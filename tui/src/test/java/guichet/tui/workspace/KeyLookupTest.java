package guichet.tui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.KeyDirectory;
import guichet.keystore.KeyDirectory.Looked;
import guichet.keystore.KeyDirectory.Why;
import guichet.keystore.KnownKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyLookupTest {
    private static final Address BOB = TestDesk.address(Cast.bob().address());
    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    private Looked ask(KeyDirectory directory) throws VaultException {
        return new KeyLookup(desk.vault(), desk.keyring, desk.journal, directory, desk.clock).ask(BOB, TestDesk.ALICE);
    }

    private static KeyDirectory giving(Cast.Member member) {
        return address -> new Looked.Found("openpgpkey." + address.domain(), List.of(member.certificate()));
    }

    private List<JournalKind> kinds() throws VaultException {
        return desk.journal().stream().map(JournalEntry::kind).toList();
    }

    @Test
    void itIsInTheJournalBeforeAnybodyIsAsked() throws VaultException {
        List<JournalKind> seen = new ArrayList<>();
        ask(address -> {
            // As another process sees it: what is not committed is not there.
            try (Vault other = desk.temp().openAgain()) {
                seen.addAll(other.read(tx -> desk.journal.list(tx, JournalFilter.ALL)).stream()
                        .map(JournalEntry::kind).toList());
            } catch (VaultException e) {
                throw new AssertionError(e);
            }
            return new Looked.Failed(address.domain(), Why.UNREACHABLE);
        });

        assertTrue(seen.contains(JournalKind.KEY_LOOKED_UP));
        assertEquals(List.of(), desk.read(tx -> desk.keyring.forAddress(tx, BOB)));
    }

    @Test
    void whatADomainGivesIsACandidateThatNobodyHasAccepted() throws VaultException {
        ask(giving(Cast.bob()));

        List<KnownKey> keys = desk.read(tx -> desk.keyring.forAddress(tx, BOB));
        assertEquals(List.of(Cast.bob().certificate().fingerprint()),
                keys.stream().map(KnownKey::fingerprint).toList());
        assertEquals(Trust.UNKNOWN, keys.getFirst().trust());
    }

    @Test
    void anotherKeyThanTheAcceptedOneAlarms() throws VaultException {
        desk.acceptKey(Cast.bob());
        ask(giving(Cast.mallory()));

        assertTrue(kinds().contains(JournalKind.KEY_CHANGED));
        assertEquals(1, desk.read(tx -> desk.keyring.alarms(tx)).size());
    }
}
