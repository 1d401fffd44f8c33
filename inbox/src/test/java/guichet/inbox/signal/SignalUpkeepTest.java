package guichet.inbox.signal;

import static guichet.inbox.signal.SignalLines.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.MessageId;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is done with messages that are here, as the program calls it.
class SignalUpkeepTest {
    private SignalDesk desk;
    private SignalUpkeep upkeep;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
        upkeep = new SignalUpkeep(desk.desk.vault(), desk.intake, desk.expiry, desk.desk.clock);
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void nothingIsErasedNorWaitedForWhereTimersAreNotHonoured() throws VaultException {
        MessageId id = timed("zanzibar", 60);
        read(id);
        desk.desk.clock.advance(Duration.ofDays(1));
        assertEquals(Optional.empty(), upkeep.expire());
        assertEquals("zanzibar", desk.show(id).body());
    }

    @Test
    void aTimerRunsFromWhenItsMessageWasReadAndSaysWhenItIsOver() throws VaultException {
        desk.set(Setting.SIGNAL_EXPIRING, "honour");
        MessageId id = timed("zanzibar", 60);
        assertEquals(Optional.empty(), upkeep.expire(), "nobody has seen it");
        desk.desk.clock.advance(Duration.ofDays(1));
        assertEquals(Optional.empty(), upkeep.expire());
        read(id);
        assertEquals(Optional.of(Duration.ofSeconds(60)), upkeep.expire());
        desk.desk.clock.advance(Duration.ofSeconds(59));
        assertEquals(Optional.of(Duration.ofSeconds(1)), upkeep.expire());
        assertEquals("zanzibar", desk.show(id).body());
        desk.desk.clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), upkeep.expire());
        assertEquals("", desk.show(id).body());
        assertEquals(0, desk.traces("zanzibar"));
        assertEquals(1, desk.journalled(JournalKind.MESSAGE_EXPIRED).size());
    }

    @Test
    void whereThereIsNothingToDoNothingIsWritten() throws VaultException {
        desk.set(Setting.SIGNAL_EXPIRING, "honour");
        read(timed("zanzibar", 60));
        upkeep.expire();
        long before = desk.desk.vault().changes();
        upkeep.expire();
        upkeep.readAgain(() -> false);
        assertEquals(before, desk.desk.vault().changes());
    }

    @Test
    void whatTheSameVersionDidNotUnderstandIsLeftInPeace() throws VaultException {
        desk.take("{\"envelope\":");
        upkeep.readAgain(() -> false);
        assertEquals(1, desk.bodies().size());
    }

    @Test
    void afterItsAccountWasRemovedNothingIsTakenAndNothingFalls() throws VaultException {
        desk.write(tx -> desk.accounts.remove(tx, desk.account));
        assertEquals(TakenSignals.NOTHING, desk.take(SignalLines.says(BOB, desk.now, "late")));
        assertEquals(TakenSignals.NOTHING, desk.intake.observed(desk.account, desk.observed()));
        assertTrue(desk.bodies().isEmpty());
        desk.write(tx -> {
            desk.sent.sent(tx, desk.account, new MessageId(1), BOB.recipient(), desk.now, Optional.empty());
            return true;
        });
    }

    private MessageId timed(String text, int seconds) throws VaultException {
        List<MessageId> stored = desk.take(SignalLines.says(BOB, desk.now, text).replace("\"expiresInSeconds\":0",
                "\"expiresInSeconds\":" + seconds)).stored();
        assertEquals(1, stored.size());
        return stored.getFirst();
    }

    private void read(MessageId id) throws VaultException {
        desk.write(tx -> {
            desk.desk.messages.markRead(tx, id);
            return id;
        });
    }
}
