package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.SecretKey;
import guichet.inbox.Attachment;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.BagStores;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.CaseRestore;
import guichet.inbox.archive.OtherReadersTest;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.endings.CaseArchive;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Purpose;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.keystore.Address;
import guichet.keystore.PersonId;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedCaseTest {
    private static final List<String> CANARIES = List.of("axolotlsalon", "bandicootmot", "capybarareponse",
            "dugongavant", "echidnaapres", "fennecfichier", "gavialcontenu", "hoatzinrepris", "ibexancien");

    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private CaseId id;
    private RoomId room;

    @BeforeEach
    void talkAboutACase() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        Hub bob = Hub.of(Cast.bob(), clock);
        Hub amelie = Hub.of(Cast.amelie(), clock);
        Hub.know(alice, bob, amelie);
        id = alice.write(tx -> alice.cases.open(tx, "Un dossier", alice.self));
        room = alice.make(new NewRoom.OfCase(id, "axolotlsalon", List.of(bob.key(), amelie.key())));
        alice.say(room, "bandicootmot", new AttachedFile("fennecfichier.txt", "text/plain",
                "gavialcontenu".getBytes(StandardCharsets.UTF_8)));
        MessageId edited = alice.say(room, "dugongavant");
        alice.post(bob, amelie);
        alice.gate.edit(edited, "echidnaapres", alice.self);
        MessageId deleted = alice.say(room, "hoatzinrepris");
        alice.post(bob, amelie);
        alice.gate.delete(deleted, alice.self);
        bob.answer(bob.newest(), bob.said(bob.newest()).getFirst().message(), "capybarareponse");
        bob.gate.react(bob.said(bob.newest()).getFirst().message(), "👍", bob.self);
        alice.post(bob, amelie);
        bob.post(alice, amelie);
        alice.change(room, new ChatChange.Rename("ibexancien"));
        alice.change(room, new ChatChange.Remove(amelie.key()));
        alice.post(bob, amelie);
        clock.advance(Duration.ofDays(1));
        alice.write(tx -> alice.cases.close(tx, id, alice.self));
        bob.close();
        amelie.close();
        assertEquals(4, alice.said(room).size());
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private List<String> left() throws VaultException, IOException {
        DecryptedPages pages = DecryptedPages.of(alice.temp());
        return CANARIES.stream().filter(pages::hold).toList();
    }

    @Test
    void whatWasSaidAboutADestroyedCaseGoesWithItAndTheColleaguesStay() throws VaultException, IOException {
        assertFalse(left().isEmpty());
        var destruction = new CaseDestruction(alice.vault(), alice.cases, new Holds(alice.journal, clock),
                (_, _) -> true, alice.journal, clock);
        var decided = assertInstanceOf(CaseDestruction.Begun.Decided.class,
                destruction.begin(id, Optional.empty(), alice.self));
        assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty(), "nothing is said there from the decision on");
        destruction.carryOn(decided.destruction(), (_, _, _, _) -> ServerMail.Fate.GONE, Progress.UNSEEN);

        assertEquals(List.of(), left());
        assertEquals(2, alice.read(tx -> new StaffList().list(tx)).size());
        assertTrue(alice.read(tx -> alice.keyring.find(tx, Forged.key(Cast.bob()))).isPresent());
        for (String table : List.of("chat_room", "chat_line", "chat_carrier", "chat_reaction", "chat_version",
                "chat_member", "message")) {
            assertEquals(0L, alice.read(tx -> tx.one("SELECT count(*) AS n FROM " + table, row -> row.number("n")))
                    .orElseThrow(), table);
        }
        // Bob is in Alice's vault as he was: another room is made at once.
        alice.make(new NewRoom.Team("L’équipe", List.of(Forged.key(Cast.bob()))));
    }

    @Test
    void aColleagueWhoHasLeftSinceIsNoPersonOfTheCaseAndStays() throws VaultException {
        for (Cast.Member colleague : List.of(Cast.bob(), Cast.amelie())) {
            alice.write(tx -> alice.pinning.dismiss(tx, new Address(colleague.address()), "partis", alice.self));
        }
        destroy();
        for (Cast.Member colleague : List.of(Cast.bob(), Cast.amelie())) {
            assertTrue(alice.read(tx -> alice.keyring.find(tx, Forged.key(colleague))).isPresent(), colleague.name());
            assertTrue(alice.read(tx -> alice.journal.list(tx, JournalFilter.ALL)).stream()
                    .anyMatch(entry -> entry.kind() == JournalKind.CHAT_STAFF_ADMITTED && !entry.erased()
                            && entry.payload().recipients().contains(colleague.address())),
                    colleague.name());
        }
    }

    @Test
    void anArchivedCasesRoomLeavesTheWorkspaceAndComesBackWithTheCaseToBeRead() throws VaultException, IOException {
        List<String> before = told(room);
        List<Member> people = alice.read(tx -> alice.rooms.members(tx, room));
        int unread = alice.room(room).unread();
        bringBack();

        assertTrue(alice.read(tx -> alice.rooms.ofCase(tx, id)).isEmpty(), "the case has no room to talk in");
        Room past = alice.read(tx -> alice.rooms.ofPastCase(tx, id)).orElseThrow();
        assertInstanceOf(RoomState.Past.class, past.state());
        assertEquals("ibexancien", past.name());
        assertEquals(before, told(past.id()));
        assertEquals(people, alice.read(tx -> alice.rooms.members(tx, past.id())));
        assertEquals(unread, past.unread());
        assertTrue(before.stream().anyMatch(line -> line.contains("👍")), before::toString);

        List<String> back = alice.read(tx -> alice.messages.list(tx, MessageFilter.inCase(id, 50))).stream()
                .map(line -> line.channel() + " " + line.snippet()).toList();
        assertTrue(back.containsAll(List.of("CHAT bandicootmot", "CHAT echidnaapres", "CHAT capybarareponse")),
                back::toString);
        MessageId withFile = alice.said(past.id()).getFirst().message();
        AttachedFile file = alice.read(tx -> alice.messages.attachment(tx, withFile, 1)).orElseThrow();
        assertEquals("fennecfichier.txt", file.name());
        assertEquals("gavialcontenu", new String(file.content(), StandardCharsets.UTF_8));
    }

    @Test
    void whatCameBackGoesAgainWithItsCase() throws VaultException, IOException {
        bringBack();
        List<String> before = told(alice.newest());
        alice.write(tx -> alice.cases.close(tx, id, alice.self));
        bringBack();
        assertEquals(before, told(alice.newest()));
        assertEquals(1, alice.read(tx -> alice.rooms.list(tx)).size());

        alice.write(tx -> alice.cases.close(tx, id, alice.self));
        destroy();
        assertEquals(List.of(), left());
    }

    @Test
    void nothingIsWrittenIntoARoomThatCameBackNorDoneToIt() throws VaultException, IOException {
        bringBack();
        RoomId past = alice.newest();
        List<String> before = told(past);
        MessageId mine = alice.said(past).getFirst().message();
        for (ChatChange change : List.of(new ChatChange.Rename("autre"), new ChatChange.Add(Forged.key(Cast.amelie())),
                new ChatChange.Remove(Forged.key(Cast.bob())), new ChatChange.Leave())) {
            refused(alice.change(past, change));
        }
        for (Purpose purpose : List.of(new Purpose.Team(), new Purpose.OfCase(id), new Purpose.Group())) {
            refused(alice.gate.serve(past, purpose, alice.self));
        }
        refused(alice.gate.react(mine, "👎", alice.self));
        refused(alice.gate.edit(mine, "autre chose", alice.self));
        refused(alice.gate.delete(mine, alice.self));
        assertEquals(List.of(Why.PAST_ROOM), assertInstanceOf(ChatVerdict.Refused.class,
                alice.gate.examine(alice.draft(past, "encore"))).refusals().stream().map(ChatRefusal::why).toList());

        RoomId now = alice.make(new NewRoom.OfCase(id, "suite", List.of(Forged.key(Cast.bob()))));
        alice.post();
        assertInstanceOf(ChatVerdict.Refused.class, alice.gate.examine(new ChatDraft(Optional.empty(), "Alice",
                Optional.empty(), now, "je cite", List.of(), Optional.of(mine))), "nothing of then is quoted now");
        alice.say(now, "détourné");
        alice.write(tx -> tx.update("UPDATE outbox_recipient SET address = ?", past.text()));
        assertEquals(List.of(), alice.post(), "an altered outbox leads nowhere");
        alice.say(now, "dernier mot");
        alice.write(tx -> tx.update("""
                UPDATE chat_room SET past_case = case_id, case_id = NULL, group_id = NULL WHERE id = ?""",
                now.value()));
        assertEquals(List.of(), alice.post(), "nor does an altered room");
        assertEquals(before, told(past));
    }

    @Test
    void nothingThatComesReopensARoomThatCameBack() throws VaultException, IOException {
        String group = alice.read(tx -> tx.one("SELECT group_id FROM chat_room", row -> row.text("group_id")))
                .orElseThrow();
        List<String> said = new ArrayList<>();
        for (RoomLine.Said line : alice.said(room)) {
            said.add(alice.read(tx -> alice.messages.threading(tx, line.message())).own().orElseThrow());
        }
        bringBack();
        RoomId past = alice.newest();
        List<String> before = told(past);
        long second = clock.instant().getEpochSecond();
        Group known = Forged.group(group, "ibexancien", second, Cast.alice(), Cast.bob());
        Forged words = Forged.words(Cast.bob(), Optional.of(known), "encore moi", clock.instant(), Cast.alice());
        alice.take(words.bytes(clock.instant()));
        RoomId another = alice.newest();
        assertNotEquals(past, another);
        assertEquals(RoomKind.GROUP, alice.room(another).kind());
        assertEquals(List.of("Bob: encore moi"), alice.words(another));

        for (String target : said) {
            for (Act act : List.of(new Act.Reaction(), new Act.Edit(target), new Act.Delete(List.of(target)),
                    new Act.Renamed("ibexancien"), new Act.Added(Forged.listed(Cast.amelie(), second)))) {
                alice.take(Forged.words(Cast.bob(), Optional.of(known), "👎", clock.instant(), Cast.alice()).doing(act)
                        .answering(target).bytes(clock.instant()));
            }
        }
        alice.take(ForgedReceipt.of(Cast.bob(), Cast.alice(), said, clock.instant()));
        MessageId late = alice.say(alice.make(new NewRoom.Group("autre", List.of(Forged.key(Cast.bob())))), "vu ?");
        alice.post();
        String now = alice.read(tx -> alice.messages.threading(tx, late)).own().orElseThrow();
        List<String> both = Stream.concat(Stream.of(now), said.stream()).toList();
        alice.take(ForgedReceipt.of(Cast.bob(), Cast.alice(), both, clock.instant()));
        assertEquals(List.of("Bob"), alice.said(alice.newest()).getLast().delivery().readBy().stream()
                .map(Member::name).toList(), "a receipt is heard where it may be");
        alice.take(Forged.words(Cast.bob(), Optional.of(known), "faux", clock.instant(), Cast.alice())
                .signedBy(Cast.mallory()).bytes(clock.instant()));
        assertEquals(before, told(past));
        assertEquals("ibexancien", alice.room(past).name());
        alice.write(tx -> alice.pinning.dismiss(tx, new Address(Cast.bob().address()), "parti", alice.self));
        assertEquals(before.size(), told(past).size(), "it neither stops nor goes on");
    }

    @Test
    void aSealedFileBringsTheRoomBackOnceAndOnlyWhereThatWasAskedFor(@TempDir Path folder) throws Exception {
        List<String> before = told(room);
        PersonId person = alice.read(tx -> alice.people.byName(tx, "Alice")).orElseThrow().id();
        ArchiveKeys.Sheets sheets = alice.write(tx -> {
            try {
                return new ArchiveKeys(alice.journal, clock, new SecureRandom()).make(tx, "Archives",
                        ArchiveKeys.Keeping.OUTSIDE, alice.self);
            } catch (CryptoException e) {
                throw new IllegalStateException(e);
            }
        });
        var form = new CaseBag.Form(BagLanguage.FR, person);
        Path without = seal(form, folder.resolve("without"));
        Path with = seal(form.withRoom(), folder.resolve("with"));
        destroy();
        try (SecretKey key = ArchiveKeys
                .fromSheets(sheets.armored().getBytes(StandardCharsets.US_ASCII), sheets.code()).orElseThrow()) {
            var restore = new CaseRestore(alice.vault(), stores());
            restore(restore, without, key);
            assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty());
            assertEquals(List.of(), left().stream().filter(word -> !word.equals("ibexancien")).toList());

            alice.write(tx -> alice.cases.close(tx, id, alice.self));
            destroy();
            restore(restore, with, key);
            assertEquals(before, told(alice.newest()));
            assertEquals(CaseRestore.Why.RESTORED_BEFORE, assertInstanceOf(CaseRestore.Found.Refused.class,
                    restore.look(List.of(with), List.of(key))).why());
            assertEquals(1, alice.read(tx -> alice.rooms.list(tx)).size());
        }
    }

    private Path seal(CaseBag.Form form, Path to) throws VaultException {
        long asked = alice.write(tx -> new Seals(alice.journal, clock).asked(tx, id, Seals.Answer.NO_DANGER,
                alice.self));
        return assertInstanceOf(Sealing.Outcome.Written.class,
                new Sealing(alice.vault(), stores(), new SecureRandom()).toFile(
                        new Sealing.Order(id, form, asked, Long.MAX_VALUE, alice.self), to,
                        guichet.inbox.archive.Progress.UNSEEN))
                .files().getFirst();
    }

    private void restore(CaseRestore restore, Path file, SecretKey key) throws VaultException {
        var found = assertInstanceOf(CaseRestore.Found.Openable.class, restore.look(List.of(file), List.of(key)));
        assertEquals(Optional.empty(),
                restore.restore(found, alice.self, guichet.inbox.archive.Progress.UNSEEN));
    }

    @Test
    void theBagTellsOfTheRoomWhatTheScreenShowed(@TempDir Path folder) throws Exception {
        PersonId person = alice.read(tx -> alice.people.byName(tx, "Alice")).orElseThrow().id();
        Path bag = assertInstanceOf(CaseExport.Outcome.Done.class,
                new CaseExport(alice.vault(), stores(), new SecureRandom()).inClear(
                        new CaseExport.Order(id, folder, new CaseBag.Form(BagLanguage.FR, person), alice.self),
                        "pour un autre lecteur", guichet.inbox.archive.Progress.UNSEEN))
                .file();
        OtherReadersTest.matches(Files.readAllBytes(bag.resolve("data/case.json")));
        String told = Files.readString(bag.resolve("data/transcript.txt"));
        for (String line : List.of("Le salon du dossier : ibexancien", "Dans le salon : Bob <bob@example.org>",
                "Alice : a créé le salon « axolotlsalon »", "Alice : a retiré Amélie",
                "Alice : a renommé le salon « ibexancien »", "👍  Bob", "dugongavant")) {
            assertTrue(told.contains(line), line);
        }
        assertFalse(told.contains("hoatzinrepris"));
    }

    private void bringBack() throws VaultException, IOException {
        var archive = new CaseArchive(alice.vault(), stores(), new Holds(alice.journal, clock), new SecureRandom());
        var person = alice.read(tx -> alice.people.byName(tx, "Alice")).orElseThrow();
        assertInstanceOf(CaseArchive.Archived.Done.class,
                archive.archive(id, person.id(), alice.self, Progress.UNSEEN));
        assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty());
        assertEquals(List.of(), left());
        assertInstanceOf(CaseArchive.Returned.Done.class, archive.bringBack(id, "la suite", alice.self));
    }

    private BagStores stores() {
        return new BagStores(alice.cases, alice.contacts, alice.keyring, alice.people,
                new SignalIdentities(alice.settings), alice.journal, clock);
    }

    private void destroy() throws VaultException {
        var destruction = new CaseDestruction(alice.vault(), alice.cases, new Holds(alice.journal, clock),
                (_, _) -> true, alice.journal, clock);
        var decided = assertInstanceOf(CaseDestruction.Begun.Decided.class,
                destruction.begin(id, Optional.empty(), alice.self));
        destruction.carryOn(decided.destruction(), (_, _, _, _) -> ServerMail.Fate.GONE, Progress.UNSEEN);
    }

    private static void refused(ChatChanged changed) {
        assertEquals(List.of(Why.PAST_ROOM), assertInstanceOf(ChatChanged.Refused.class, changed).refusals().stream()
                .map(ChatRefusal::why).toList());
    }

    /// Everything that a room shows, without the numbers that are the vault's own.
    private List<String> told(RoomId of) throws VaultException {
        return alice.lines(of).stream().map(line -> switch (line) {
            case RoomLine.Said said -> said.time() + " " + said.author() + " " + said.body() + " "
                    + said.attachments().stream().map(Attachment::name).toList()
                    + said.quote().map(RoomLine.Quote::text)
                    + said.quote().map(quote -> quote.message().isPresent()) + said.reactions() + said.edited()
                    + said.deleted() + said.mentionsUs() + said.delivery().readBy();
            case RoomLine.Happened what -> what.time() + " " + what.what() + what.by() + what.whom() + what.text();
            case RoomLine.SetAside aside -> aside.time() + " " + aside.why() + aside.claimed();
        }).toList();
    }
}
