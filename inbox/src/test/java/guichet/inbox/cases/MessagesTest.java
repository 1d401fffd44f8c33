package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.cases.StoreDesk.Mail;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private StoreDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new StoreDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void showsWhatWasStored() throws VaultException {
        byte[] bytes = {0, 1, 2, -1};
        MessageId id = desk.store(Mail.saying("J'ai les photos.\r\nBob").about("Eaux usées")
                .with(new AttachedFile("../photo.jpg", "image/jpeg", bytes)));

        Message message = desk.read(tx -> desk.messages.show(tx, id)).orElseThrow();

        assertEquals("Eaux usées", message.summary().subject());
        assertEquals("J'ai les photos.\r\nBob", message.body());
        assertEquals("J'ai les photos. Bob", message.summary().snippet());
        assertEquals("alice@asso.example", message.to().getFirst().address());
        assertEquals("../photo.jpg", message.attachments().getFirst().name());
        // printf '\x00\x01\x02\xff' | sha256sum
        assertEquals("3d1f57c984978ef98a18378c8166c1cb8ede02c03eeb6aee7e2f121dfeee3e56",
                message.attachments().getFirst().sha256());
        assertArrayEquals(bytes, desk.read(tx -> desk.messages.attachment(tx, id, 1)).orElseThrow().content());
        assertEquals(Optional.empty(), desk.read(tx -> desk.messages.attachment(tx, id, 2)));
    }

    @Test
    void whatIsNotThereIsEmpty() throws VaultException {
        MessageId none = new MessageId(77);
        assertEquals(Optional.empty(), desk.read(tx -> desk.messages.show(tx, none)));
        assertEquals(Optional.empty(), desk.read(tx -> desk.messages.raw(tx, none)));
        assertEquals(Optional.empty(), desk.read(tx -> desk.messages.suggestion(tx, none)));
        assertFalse(desk.done(tx -> desk.messages.file(tx, none, new CaseId("2026-0001"), StoreDesk.ALICE)));
    }

    @Test
    void listsTheNewestFirstAndPagesOverEqualDates() throws VaultException {
        List<MessageId> stored = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            stored.add(desk.store(Mail.saying("n" + i)));
        }
        assertEquals(stored.reversed(), pages(MessageFilter.all(4)));
    }

    @Test
    void aNewMessageWhileSomebodyPagesIsNeitherShownTwiceNorShiftsThePage() throws VaultException {
        for (int i = 0; i < 6; i++) {
            desk.store(Mail.saying("n" + i).at(StoreDesk.NOW.minusSeconds(60 - i)));
        }
        List<Summary> first = desk.read(tx -> desk.messages.list(tx, MessageFilter.all(3)));
        desk.store(Mail.saying("late"));

        List<Summary> second = desk.read(tx -> desk.messages.list(tx, new MessageFilter(Optional.empty(),
                Optional.empty(), MessageFilter.Only.ALL, Optional.of(first.getLast().id()), 3)));

        assertEquals(List.of("n2", "n1", "n0"), second.stream().map(Summary::snippet).toList());
    }

    @Test
    void aDateInTheFutureHoldsNoMessageOnTop() throws VaultException {
        MessageId forged = desk.store(Mail.saying("first in line for ever").at(Instant.parse("2099-01-01T00:00:00Z")));
        desk.clock.advance(Duration.ofMinutes(1));
        MessageId next = desk.store(Mail.saying("next").at(desk.clock.instant()));

        assertEquals(List.of(next, forged), pages(MessageFilter.all(10)));
    }

    @Test
    void datesOfAnyAgeCanBeStored() throws VaultException {
        MessageId old = desk.store(Mail.saying("x").at(Instant.parse("1066-10-14T00:00:00Z")));
        desk.store(Mail.saying("x").at(Instant.ofEpochMilli(Long.MAX_VALUE)));
        assertEquals(Instant.parse("1066-10-14T00:00:00Z"),
                desk.read(tx -> desk.messages.show(tx, old)).orElseThrow().summary().date());
    }

    @Test
    void narrowsByCaseChannelAndWhatIsToBeDone() throws VaultException {
        CaseId caseId = desk.open("one");
        MessageId filed = desk.store(Mail.saying("filed"));
        MessageId signal = desk.store(Mail.saying("signal").by(Channel.SIGNAL));
        MessageId read = desk.store(Mail.saying("read"));
        desk.write(tx -> desk.messages.file(tx, filed, caseId, StoreDesk.ALICE));
        desk.write(tx -> {
            desk.messages.markRead(tx, read);
            return read;
        });

        assertEquals(List.of(filed), pages(MessageFilter.inCase(caseId, 10)));
        assertEquals(List.of(read, signal), pages(MessageFilter.toSort(10)));
        assertEquals(List.of(signal, filed), pages(filter(Optional.empty(), MessageFilter.Only.UNREAD)));
        assertEquals(List.of(signal), pages(filter(Optional.of(Channel.SIGNAL), MessageFilter.Only.ALL)));
        assertEquals(List.of(signal), pages(filter(Optional.of(Channel.SIGNAL), MessageFilter.Only.TO_SORT)));
        assertEquals(List.of(), pages(filter(Optional.of(Channel.CHAT), MessageFilter.Only.UNREAD)));
    }

    @Test
    void whatIsSaidInTheChatIsNeverToSortAndNeverCountsAsUnreadHere() throws VaultException {
        CaseId one = desk.open("one");
        MessageId chat = desk.store(Mail.saying("x").by(Channel.CHAT));
        assertEquals(new Messages.Counts(0, 0), desk.read(tx -> desk.messages.counts(tx)));

        assertFalse(desk.done(tx -> desk.messages.file(tx, chat, one, StoreDesk.ALICE)));
        desk.write(tx -> tx.update("UPDATE message SET case_id = ? WHERE id = ?", one.value(), chat.value()));
        assertEquals("0 of 1", counters(one));
        desk.write(tx -> {
            desk.messages.markRead(tx, chat);
            return chat;
        });
        assertEquals("0 of 1", counters(one));
        assertFalse(desk.done(tx -> desk.messages.unfile(tx, chat, StoreDesk.ALICE)));
        assertEquals(new Messages.Counts(0, 0), desk.read(tx -> desk.messages.counts(tx)));
        assertEquals(List.of(), pages(MessageFilter.toSort(10)));
        assertEquals(List.of(chat), pages(MessageFilter.all(10)));
    }

    @Test
    void countsFollowReadingFilingAndUnfiling() throws VaultException {
        CaseId one = desk.open("one");
        CaseId two = desk.open("two");
        MessageId id = desk.store(Mail.saying("x"));
        assertEquals(new Messages.Counts(1, 1), desk.read(tx -> desk.messages.counts(tx)));

        desk.write(tx -> desk.messages.file(tx, id, one, StoreDesk.ALICE));
        assertEquals("1 of 1", counters(one));
        desk.write(tx -> desk.messages.file(tx, id, two, StoreDesk.ALICE));
        assertEquals("0 of 0", counters(one));
        assertEquals("1 of 1", counters(two));
        desk.write(tx -> {
            desk.messages.markRead(tx, id);
            desk.messages.markRead(tx, id);
            return id;
        });
        assertEquals("0 of 1", counters(two));
        desk.write(tx -> {
            desk.messages.markUnread(tx, id);
            return id;
        });
        assertEquals("1 of 1", counters(two));
        desk.write(tx -> desk.messages.unfile(tx, id, StoreDesk.ALICE));
        assertEquals("0 of 0", counters(two));
        assertEquals(new Messages.Counts(1, 1), desk.read(tx -> desk.messages.counts(tx)));
    }

    @Test
    void filingIsJournalledOnceAndMovingSaysFromWhere() throws VaultException {
        CaseId one = desk.open("one");
        CaseId two = desk.open("two");
        MessageId id = desk.store(Mail.saying("x"));

        desk.write(tx -> desk.messages.file(tx, id, one, StoreDesk.ALICE));
        desk.write(tx -> desk.messages.file(tx, id, one, StoreDesk.ALICE));
        desk.write(tx -> desk.messages.file(tx, id, two, StoreDesk.ALICE));

        assertEquals(List.of(JournalKind.CASE_OPENED, JournalKind.CASE_OPENED, JournalKind.MESSAGE_FILED,
                JournalKind.MESSAGE_UNFILED, JournalKind.MESSAGE_FILED), desk.journalled());
    }

    @Test
    void nothingIsFiledIntoACaseThatIsNotThere() throws VaultException {
        MessageId id = desk.store(Mail.saying("x"));
        assertFalse(desk.done(tx -> desk.messages.file(tx, id, new CaseId("2026-0042"), StoreDesk.ALICE)));
        assertEquals(List.of(), desk.journalled());
    }

    @Test
    void aThreadHoldsTogetherInWhicheverOrderItComes() throws VaultException {
        // The desk numbers Message-IDs from m1 on.
        MessageId root = desk.store(Mail.saying("1"));
        MessageId grandchild = desk.store(Mail.saying("2").answering("m1@example.org", "m3@example.org"));
        MessageId child = desk.store(Mail.saying("3").answering("m1@example.org"));
        MessageId early = desk.store(Mail.saying("4").answering("m6@example.org", "lost@example.org"));
        MessageId other = desk.store(Mail.saying("5"));
        MessageId late = desk.store(Mail.saying("6"));

        assertEquals(thread(root), thread(grandchild));
        assertEquals(thread(root), thread(child));
        assertEquals(thread(late), thread(early));
        assertFalse(thread(root).equals(thread(other)));
    }

    @Test
    void aStrangersMailJoinsNoTwoThreads() throws VaultException {
        MessageId one = desk.store(Mail.saying("1"));
        MessageId two = desk.store(Mail.saying("2"));
        desk.store(Mail.saying("3").answering("m1@example.org", "m2@example.org"));
        assertFalse(thread(one).equals(thread(two)));
    }

    @Test
    void aReplyCarriesTheChainBeforeIt() throws VaultException {
        MessageId id = desk.store(Mail.saying("x").answering("a@example.org", "b@example.org", "a@example.org"));
        Messages.Threading threading = desk.read(tx -> desk.messages.threading(tx, id));
        assertEquals(Optional.of("m1@example.org"), threading.own());
        assertEquals(List.of("a@example.org", "b@example.org", "m1@example.org"), threading.references());
    }

    @Test
    void suggestsTheCaseThatAMessageSaysItAnswers() throws VaultException {
        CaseId one = desk.open("one");
        CaseId two = desk.open("two");
        MessageId filed = desk.store(Mail.saying("x"));
        desk.write(tx -> desk.messages.file(tx, filed, one, StoreDesk.ALICE));
        MessageId reply = desk.store(Mail.saying("y").about("Re: " + two).answering("m1@example.org"));
        MessageId named = desk.store(Mail.saying("z").about("Dossier " + two + " et 2026-9999, 12026-0001-1"));
        MessageId stranger = desk.store(Mail.saying("hello"));

        assertEquals(Optional.of(new Suggestion(one, Suggestion.Why.ALLEGED_REPLY)), suggestion(reply));
        assertEquals(Optional.of(new Suggestion(two, Suggestion.Why.REFERENCE_IN_SUBJECT)), suggestion(named));
        assertEquals(Optional.empty(), suggestion(stranger));
        assertEquals(Optional.empty(), suggestion(filed));
    }

    @Test
    void textThatNoDatabaseLikesIsStored() throws VaultException {
        String hostile = "a\0b \ud800 \udfff '; DROP TABLE message; -- \u202e";
        MessageId id = desk.store(Mail.saying(hostile).about(hostile).from(hostile)
                .with(new AttachedFile(hostile, hostile, hostile.getBytes(StandardCharsets.UTF_8))));
        Message shown = desk.read(tx -> desk.messages.show(tx, id)).orElseThrow();
        assertTrue(shown.body().startsWith("a\ufffdb"));
        assertTrue(shown.body().contains("DROP TABLE message"));
    }

    @Test
    void aSubjectOfAMegabyteIsCutAndNothingElseIs() throws VaultException {
        MessageId id = desk.store(Mail.saying("w ".repeat(1_500_000)).about("s".repeat(1 << 20)));
        Message shown = desk.read(tx -> desk.messages.show(tx, id)).orElseThrow();
        assertEquals(MessageWriter.LONGEST_SUBJECT, shown.summary().subject().length());
        assertEquals(3_000_000, shown.body().length());
        assertEquals(Long.valueOf(1), desk.<Long>read(tx -> desk.messages.notIndexed(tx)));
    }

    private List<MessageId> pages(MessageFilter first) throws VaultException {
        List<MessageId> all = new ArrayList<>();
        MessageFilter next = first;
        while (true) {
            MessageFilter filter = next;
            List<Summary> page = desk.read(tx -> desk.messages.list(tx, filter));
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(line -> all.add(line.id()));
            next = new MessageFilter(first.caseId(), first.channel(), first.only(),
                    Optional.of(page.getLast().id()), first.limit());
        }
    }

    private static MessageFilter filter(Optional<Channel> channel, MessageFilter.Only only) {
        return new MessageFilter(Optional.empty(), channel, only, Optional.empty(), 10);
    }

    private String counters(CaseId id) throws VaultException {
        return desk.read(tx -> desk.cases.find(tx, id)).map(found -> found.unread() + " of " + found.messages())
                .orElseThrow();
    }

    private String thread(MessageId id) throws VaultException {
        return desk.read(tx -> desk.messages.show(tx, id)).orElseThrow().thread();
    }

    private Optional<Suggestion> suggestion(MessageId id) throws VaultException {
        return desk.read(tx -> desk.messages.suggestion(tx, id));
    }
}
