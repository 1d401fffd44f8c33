package guichet.inbox.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.journal.JournalAudit.Kept;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Actor ALICE = new Actor("alice", Via.SCREEN);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    private final Journal journal = new Journal(CLOCK, new SecureRandom());
    private final JournalAudit audit = new JournalAudit(journal, new OpenPgp(), CLOCK);
    private TempVault temp;
    private Vault vault;

    @BeforeEach
    void open() throws VaultException {
        temp = TempVault.make(JournalSchema.SCHEMA);
        vault = temp.vault();
    }

    @AfterEach
    void close() throws VaultException {
        temp.close();
    }

    @Test
    void numbersEntriesFromOneWithoutGaps() throws VaultException {
        assertEquals(List.of(1L, 2L, 3L), List.of(append("one"), append("two"), append("three")));
    }

    @Test
    void keepsAllThatAnEntrySays() throws VaultException {
        Payload said = Payload.by(ALICE).inCase(Optional.of(new CaseId("2026-0042"))).because("il n'a pas de clé")
                .over(Channel.MAIL).to(List.of("bob@example.org", "carol@example.org")).of("ab".repeat(32))
                .saying("sent");

        vault.write(tx -> journal.append(tx, JournalKind.EXPOSURE, said));

        assertEquals(List.of(new JournalEntry(1, CLOCK.instant(), JournalKind.EXPOSURE, said, false)),
                list(JournalFilter.ALL));
    }

    @Test
    void anActThatIsRolledBackLeavesNoEntry() throws VaultException {
        assertThrows(IllegalStateException.class, () -> vault.write(tx -> {
            journal.append(tx, JournalKind.CASE_CLOSED, Payload.by(ALICE));
            throw new IllegalStateException("the act failed");
        }));

        assertEquals(List.of(), list(JournalFilter.ALL));
    }

    @Test
    void listsTheExposuresOfOnePersonWhateverTheCase() throws VaultException {
        exposure("bob@example.org");
        exposure("jacob@example.org");
        append("no exposure");

        List<JournalEntry> found = list(new JournalFilter(Optional.empty(), Optional.empty(),
                JournalFilter.Exposures.ONLY, Optional.of("Bob@Example.org"), 10));

        assertEquals(List.of(1L), found.stream().map(JournalEntry::n).toList());
    }

    @Test
    void anUntouchedChainVerifiesAndGivesItsHead() throws VaultException {
        append("one");
        append("two");

        JournalAudit.Result result = verify(Optional.of(head()));

        assertTrue(result.intact());
        assertEquals(2, result.entries());
        assertEquals(Kept.MATCHES, result.kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE journal SET reason = 'a better one' WHERE n = 2",
            "UPDATE journal SET person = 'mallory' WHERE n = 2", "UPDATE journal SET via = 'COMMAND' WHERE n = 2",
            "UPDATE journal SET case_id = '2026-0001' WHERE n = 2", "UPDATE journal SET channel = 'NOTE' WHERE n = 2",
            "UPDATE journal SET recipients = '' WHERE n = 2", "UPDATE journal SET digest = 'cd' WHERE n = 2",
            "UPDATE journal SET detail = 'x' WHERE n = 2", "UPDATE journal SET channel = 'NONSENSE' WHERE n = 2",
            "UPDATE journal SET salt = zeroblob(16) WHERE n = 2", "UPDATE journal SET salt = NULL WHERE n = 2",
            "UPDATE journal SET time = time + 1 WHERE n = 2", "UPDATE journal SET kind = 'UNLOCKED' WHERE n = 2",
            "UPDATE journal SET kind = 'NONSENSE' WHERE n = 2",
            "UPDATE journal SET payload_hash = zeroblob(32) WHERE n = 2",
            "UPDATE journal SET hash = zeroblob(32) WHERE n = 2",
            "DELETE FROM journal WHERE n = 2"})
    void namesTheEntryThatWasAlteredWithTheKeyAtHand(String attack) throws VaultException {
        exposure("bob@example.org");
        exposure("carol@example.org");
        exposure("dave@example.org");

        tamper(attack);

        assertEquals(OptionalLong.of(2), verify(Optional.empty()).firstBad());
    }

    @Test
    void anAlteredJournalCanStillBeListed() throws VaultException {
        append("one");
        tamper("UPDATE journal SET kind = 'NONSENSE' WHERE n = 1");

        assertEquals(JournalKind.UNREADABLE, list(JournalFilter.ALL).getFirst().kind());
    }

    @Test
    void aCutTailIsNoticedFromAHeadKeptElsewhere() throws VaultException {
        append("one");
        append("two");
        JournalHead kept = JournalHead.parse("written on paper:\n" + head().line() + "\n").orElseThrow();
        tamper("DELETE FROM journal WHERE n = 2");

        assertTrue(verify(Optional.empty()).intact(), "the chain itself can't tell");
        assertEquals(Kept.CUT, verify(Optional.of(kept)).kept());
    }

    @Test
    void aJournalWrittenAnewIsNoticedFromAHeadKeptElsewhere() throws VaultException {
        append("one");
        JournalHead kept = head();
        tamper("DELETE FROM journal");
        append("another");
        append("and one more");

        assertEquals(Kept.REWRITTEN, verify(Optional.of(kept)).kept());
    }

    @Test
    void theProgramItselfCanNeitherDeleteNorReplaceAnEntry() throws VaultException {
        append("one");

        assertThrows(VaultException.class, () -> vault.write(tx -> tx.update("DELETE FROM journal WHERE n = 1")));
        assertThrows(VaultException.class,
                () -> vault.write(tx -> tx.update("UPDATE journal SET kind = 'UNLOCKED' WHERE n = 1")));
    }

    @Test
    void anErasedPayloadIsCountedAndTheChainStillVerifies() throws VaultException {
        exposure("bob@example.org");
        vault.write(tx -> tx
                .update("""
                        UPDATE journal SET salt = NULL, person = NULL, via = NULL, case_id = NULL, reason = NULL, channel = NULL,
                          recipients = NULL, digest = NULL, detail = NULL WHERE n = 1"""));

        JournalAudit.Result result = verify(Optional.empty());

        assertTrue(result.intact());
        assertEquals(1, result.erased());
        assertTrue(list(JournalFilter.ALL).getFirst().erased());
    }

    @Test
    void aRecipientCanNotSmuggleInAnotherOne() {
        assertThrows(IllegalArgumentException.class, () -> exposure("bob@example.org\ncarol@example.org"));
    }

    private long append(String detail) throws VaultException {
        return vault.write(tx -> journal.append(tx, JournalKind.CASE_OPENED, Payload.by(ALICE).saying(detail)));
    }

    private long exposure(String recipient) throws VaultException {
        return vault.write(tx -> journal.append(tx, JournalKind.EXPOSURE, Payload.by(ALICE).because("no other way")
                .over(Channel.MAIL).to(List.of(recipient)).of("ab".repeat(32))));
    }

    private List<JournalEntry> list(JournalFilter filter) throws VaultException {
        return vault.read(tx -> journal.list(tx, filter));
    }

    private JournalHead head() throws VaultException {
        return vault.read(journal::head);
    }

    private JournalAudit.Result verify(Optional<JournalHead> kept) throws VaultException {
        return vault.read(tx -> audit.verify(tx, kept));
    }

    /// What somebody with the key of the database can do, whatever the program's own triggers say.
    private void tamper(String sql) throws VaultException {
        vault.write((Tx tx) -> {
            tx.update("DROP TRIGGER journal_is_append_only");
            tx.update("DROP TRIGGER journal_chain_is_fixed");
            int rows = tx.update(sql);
            tx.update("CREATE TRIGGER journal_is_append_only BEFORE DELETE ON journal BEGIN SELECT 1; END");
            tx.update("CREATE TRIGGER journal_chain_is_fixed BEFORE UPDATE ON journal BEGIN SELECT 1; END");
            return rows;
        });
    }
}
