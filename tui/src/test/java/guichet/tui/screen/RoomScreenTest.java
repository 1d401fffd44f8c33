package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.archive.ArchiveDesk;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.ChatAlarms;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Colleague.How;
import guichet.inbox.chat.Hub;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomKind;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.StaffList;
import guichet.inbox.chat.VCardFile;
import guichet.inbox.endings.CaseArchive;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Released;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Person;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rooms at the screen: Alice's, with Amélie at a hub of her own.
class RoomScreenTest {
    /// Ctrl-U: what is offered goes.
    private static final String CLEAR = "\u0015";

    @TempDir
    private Path place;

    private static final StaffCard AMELIE = new StaffCard("Amélie", new Address(Cast.amelie().address()),
            Cast.amelie().certificate());

    private static void seat(ScreenRig rig) throws VaultException {
        Person alice = rig.desk.alice();
        rig.desk.write(tx -> new ChatAccounts().add(tx, rig.desk.accounts.mail(tx).getFirst().id(), alice.address(),
                alice, "alice", rig.desk.clock.instant()));
        rig.desk.write(tx -> new Pinning(rig.desk.contacts, rig.desk.keyring, rig.desk.journal, rig.desk.clock).pin(tx,
                AMELIE, How.IN_PERSON, TestDesk.ALICE));
    }

    private static Hub amelie(ScreenRig rig) throws VaultException {
        Hub hub = Hub.of(Cast.amelie(), rig.desk.clock);
        hub.pin(Cast.alice());
        return hub;
    }

    /// What left Amélie's hub comes to Alice's vault.
    private static void deliver(Hub from, ScreenRig rig) throws VaultException {
        for (Released.Chat mail : from.post()) {
            rig.desk.take(mail.bytes());
        }
    }

    @Test
    void aRoomIsReadAndAnsweredAndWhatIsWrittenSurvivesTheLock() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24); Hub amelie = amelie(rig)) {
            seat(rig);
            RoomId room = amelie.make(new NewRoom.Team("Équipe", List.of(Cast.alice().certificate().fingerprint())));
            amelie.say(room, "Qui vient à 14 h ? @alice");
            deliver(amelie, rig);

            rig.start().play("rooms-fr");
        }
    }

    @Test
    void aCasesRoomOpensByOneKeyAndItsLinesStandInTheCaseMarkedInternal() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24); Hub _ = amelie(rig)) {
            seat(rig);
            Contact bob = rig.desk.addContact("Bob", "bob@example.org");
            rig.desk.openCase("Eaux usées", bob);

            rig.start().play("case-room-fr");

            Rooms rooms = new Rooms(rig.desk.keyring);
            CaseId id = rig.desk.read(tx -> rig.desk.cases.list(tx)).getFirst().id();
            assertTrue(rig.desk.read(tx -> rooms.ofCase(tx, id)).isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void aRoomThatCameBackWithItsCaseIsReadAndNothingElse(Lang lang) throws Exception {
        try (ScreenRig rig = new ScreenRig(lang, 80, 24); Hub amelie = amelie(rig)) {
            seat(rig);
            RoomId room = amelie
                    .make(new NewRoom.Group("Station", List.of(Cast.alice().certificate().fingerprint())));
            amelie.say(room, "mesures du bassin 3");
            deliver(amelie, rig);
            CaseId id = rig.desk.openCase("Eaux", rig.desk.addContact("Bob", "bob@example.org"));
            RoomKeeping keeping = new RoomKeeping(rig.desk.journal, rig.desk.keyring, rig.desk.clock);
            RoomId here = rig.desk.read(tx -> new Rooms(rig.desk.keyring).list(tx)).getFirst().id();
            rig.desk.write(tx -> {
                keeping.serves(tx, keeping.find(tx, here).orElseThrow(), RoomKind.CASE, Optional.of(id),
                        TestDesk.ALICE);
                return rig.desk.cases.close(tx, id, TestDesk.ALICE);
            });
            CaseArchive archive = new CaseArchive(rig.desk.vault(), ArchiveDesk.stores(rig.desk),
                    new Holds(rig.desk.journal, rig.desk.clock), new SecureRandom());
            assertInstanceOf(CaseArchive.Archived.Done.class,
                    archive.archive(id, rig.desk.alice().id(), TestDesk.ALICE, Progress.UNSEEN));
            assertInstanceOf(CaseArchive.Returned.Done.class, archive.bringBack(id, "la suite", TestDesk.ALICE));
            rig.desk.write(tx -> rig.desk.cases.reopen(tx, id, TestDesk.ALICE));

            rig.start().play(lang == Lang.FR ? "past-room-fr" : "past-room-en");
        }
    }

    @Test
    void whereTheScreenIsWideTheRoomStandsBesideItsCase() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 160, 40); Hub _ = amelie(rig)) {
            seat(rig);
            rig.desk.openCase("Waste water", rig.desk.addContact("Bob", "bob@example.org"));

            rig.start().play("case-room-wide-en");
        }
    }

    @Test
    void aRoomThatStandsStillSaysAboutWhomAndWhatCanBeDone() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24); Hub amelie = amelie(rig)) {
            seat(rig);
            amelie.make(new NewRoom.Team("Équipe", List.of(Cast.alice().certificate().fingerprint())));
            deliver(amelie, rig);
            rig.desk.write(tx -> new Pinning(rig.desk.contacts, rig.desk.keyring, rig.desk.journal, rig.desk.clock)
                    .dismiss(tx, AMELIE.address(), "est partie", TestDesk.ALICE));

            rig.start().play("room-stopped-fr");
        }
    }

    @Test
    void aColleagueIsPutOnTheListOnceTheirFingerprintWasLookedAt() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            Person alice = rig.desk.alice();
            rig.desk.write(tx -> new ChatAccounts().add(tx, rig.desk.accounts.mail(tx).getFirst().id(),
                    alice.address(), alice, "alice", rig.desk.clock.instant()));
            rig.desk.openCase("Eaux usées", rig.desk.addContact("Bob", "bob@example.org"));
            StaffCard bob = new StaffCard("Bob", new Address("bob@example.org"), Cast.bob().certificate());
            Path file = Files.createTempFile("guichet", ".vcf");
            try {
                Files.write(file, VCardFile.write(List.of(AMELIE, bob), Cast.NOW));
                rig.start();
                assertTrue(rig.sees("Salons internes"), rig.term.lines()::toString);
                rig.term.type("S");
                assertTrue(rig.sees("Pas encore de salon"), rig.term.lines()::toString);
                rig.term.type("p");
                assertTrue(rig.sees("Personne. f inscrit"), rig.term.lines()::toString);
                rig.term.type("f");
                assertTrue(rig.sees("Fichier de sa carte"), rig.term.lines()::toString);
                rig.term.type(file + "\n");
                assertTrue(rig.sees(AMELIE.certificate().fingerprint().spaced().substring(0, 24)),
                        rig.term.lines()::toString);
                rig.term.type("v");
                assertTrue(rig.sees("contact du dossier"), rig.term.lines()::toString);
                rig.term.type("n");
                assertTrue(rig.sees("empreinte comparée de vive voix"), rig.term.lines()::toString);
            } finally {
                Files.delete(file);
            }
            ChatAccount seat = rig.desk.read(tx -> new ChatAccounts().list(tx)).getFirst();
            assertEquals(alice.key(), seat.key());
            assertEquals(List.of("Amélie"), rig.desk.read(tx -> new StaffList().list(tx)).stream()
                    .map(Colleague::name).toList());
            assertFalse(rig.term.lines().isEmpty());
        }
    }

    @Test
    void whoeverOfManyCanBeRemoved() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            seat(rig);
            List<Fingerprint> keys = new ArrayList<>();
            for (int i = 10; i < 22; i++) {
                String address = "n" + i + "@guichet.example";
                try (SecretKey key = SecretKey.generate("Nom" + i + " <" + address + ">", Cast.NOW)) {
                    StaffCard card = new StaffCard("Nom" + i, new Address(address), key.certificate());
                    rig.desk.write(tx -> new Pinning(rig.desk.contacts, rig.desk.keyring, rig.desk.journal,
                            rig.desk.clock).pin(tx, card, How.IN_PERSON, TestDesk.ALICE));
                    keys.add(key.fingerprint());
                }
            }
            ChatGate gate = new ChatGate(rig.desk.vault(), rig.desk.people, rig.desk.keyring, rig.desk.cases,
                    rig.desk.messages, rig.desk.journal, rig.desk.settings, rig.desk.builder, rig.desk.clock,
                    new SecureRandom());
            assertInstanceOf(ChatChanged.Done.class, gate.create(new NewRoom.Group("Grand", keys), TestDesk.ALICE));

            rig.start().play("room-of-many-fr");

            Rooms rooms = new Rooms(rig.desk.keyring);
            List<String> left = rig.desk.read(tx -> rooms.members(tx, rooms.list(tx).getFirst().id())).stream()
                    .map(Member::name).toList();
            assertEquals(12, left.size(), left::toString);
            assertFalse(left.contains("Nom20"), left::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsChangedTakenBackAnsweredAndReactedToAndTheRoomSaysWhatItIsFor(Lang lang) throws Exception {
        try (ScreenRig rig = new ScreenRig(lang, 80, 24); Hub amelie = amelie(rig)) {
            seat(rig);
            RoomId made = amelie.make(new NewRoom.Group("Usine", List.of(Cast.alice().certificate().fingerprint())));
            amelie.say(made, "Qui vient à 14 h ?", new AttachedFile("plan.pdf", "application/pdf", new byte[2_000]));
            deliver(amelie, rig);

            rig.start().play("room-acts-" + lang.name().toLowerCase(Locale.ROOT));

            Rooms rooms = new Rooms(rig.desk.keyring);
            Room room = rig.desk.read(tx -> rooms.list(tx)).getFirst();
            assertEquals(RoomKind.TEAM, room.kind());
            List<RoomLine.Said> said = rig.desk.read(tx -> rooms.page(tx, room.id(), Optional.empty(), 50)).stream()
                    .filter(RoomLine.Said.class::isInstance).map(RoomLine.Said.class::cast).toList();
            assertEquals(List.of("Qui vient à 14 h ?", ""), said.stream().limit(2).map(RoomLine.Said::body).toList());
            assertTrue(said.get(1).deleted().isPresent());
            assertEquals("Qui vient à 14 h ?", said.get(2).quote().orElseThrow().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsSavedFromARoomOutsideTheVaultAndTheJournalKeepsThat(Lang lang) throws Exception {
        try (ScreenRig rig = new ScreenRig(lang, 80, 24); Hub amelie = amelie(rig)) {
            seat(rig);
            RoomId made = amelie.make(new NewRoom.Group("Usine", List.of(Cast.alice().certificate().fingerprint())));
            amelie.say(made, "Voici", new AttachedFile("plan.pdf", "application/pdf", new byte[]{7, 8, 9}));
            deliver(amelie, rig);
            Path file = place.resolve("room-" + lang.name().toLowerCase(Locale.ROOT));
            rig.start();
            assertTrue(rig.sees(lang == Lang.FR ? "Salons internes" : "Internal rooms"), rig.term.lines()::toString);
            rig.term.type("S\n");
            assertTrue(rig.sees("plan.pdf"), rig.term.lines()::toString);
            rig.term.type("\ts");
            assertTrue(rig.sees(lang == Lang.FR ? "est hors du coffre" : "is outside the vault"),
                    rig.term.lines()::toString);
            rig.term.type("1");
            assertTrue(rig.sees(lang == Lang.FR ? "Où l'écrire" : "Where to write it"), rig.term.lines()::toString);
            rig.term.type(CLEAR + file + "\n");
            assertTrue(rig.sees(lang == Lang.FR ? "Écrit, hors du coffre" : "Written, outside the vault"),
                    rig.term.lines()::toString);
            assertArrayEquals(new byte[]{7, 8, 9}, Files.readAllBytes(file));
            assertTrue(rig.desk.journal().stream()
                    .anyMatch(entry -> entry.kind() == JournalKind.ATTACHMENT_WRITTEN));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aColleaguesChangedKeyIsLookedAtAndReplacedByTheirNewCard(Lang lang) throws Exception {
        try (ScreenRig rig = new ScreenRig(lang, 80, 24); Hub bob = Hub.of(Cast.bobWithNewKey(), rig.desk.clock)) {
            seat(rig);
            StaffCard before = card(Cast.bob());
            StaffCard after = card(Cast.bobWithNewKey());
            Pinning pinning = new Pinning(rig.desk.contacts, rig.desk.keyring, rig.desk.journal, rig.desk.clock);
            rig.desk.write(tx -> pinning.pin(tx, before, How.IN_PERSON, TestDesk.ALICE));
            RoomKeeping rooms = new RoomKeeping(rig.desk.journal, rig.desk.keyring, rig.desk.clock);
            rig.desk.write(tx -> rooms.makeDirect(tx, new ChatAccounts().list(tx).getFirst(),
                    new StaffList().find(tx, before.address()).orElseThrow(), TestDesk.ALICE));
            bob.pin(Cast.alice());
            bob.say(bob.make(new NewRoom.Direct(Cast.alice().certificate().fingerprint())), "C'est moi");
            deliver(bob, rig);
            Path file = Files.write(place.resolve("card-" + lang.name().toLowerCase(Locale.ROOT) + ".vcf"),
                    VCardFile.write(List.of(after), Cast.NOW));

            rig.start().play("room-alarm-" + lang.name().toLowerCase(Locale.ROOT));
            rig.term.type(file + "\n");
            assertTrue(rig.sees(lang == Lang.FR
                    ? "Une autre clé est inscrite pour cette adresse"
                    : "Another key is pinned for this address"), rig.term.lines()::toString);
            assertTrue(rig.sees(before.certificate().fingerprint().spaced().substring(0, 24)),
                    rig.term.lines()::toString);
            assertTrue(rig.sees(after.certificate().fingerprint().spaced().substring(0, 24)),
                    rig.term.lines()::toString);
            assertTrue(rig.sees(lang == Lang.FR ? "la remplacer : comparée de vive voix" : "replace it: compared"),
                    rig.term.lines()::toString);
            rig.term.type("v");
            assertTrue(rig.sees(lang == Lang.FR ? "Pourquoi cette personne" : "Why do they have"),
                    rig.term.lines()::toString);
            rig.term.type("nouveau poste\n");
            assertTrue(rig.sees(lang == Lang.FR ? "est sur la liste des collègues" : "is on the staff list"),
                    rig.term.lines()::toString);
            assertEquals(after.certificate().fingerprint(),
                    rig.desk.read(tx -> new StaffList().find(tx, after.address())).orElseThrow().key());
            assertEquals(List.of(),
                    rig.desk.read(tx -> new ChatAlarms(rig.desk.journal, rig.desk.keyring, rig.desk.clock).list(tx)));
        }
    }

    @Test
    void aLetterOutsideCompletesNoColleague() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            seat(rig);
            rig.desk.addContact("Amandine", "amandine@example.org");
            rig.start();
            assertTrue(rig.sees("Salons internes"), rig.term.lines()::toString);
            rig.term.type("m");
            assertTrue(rig.sees("Objet"), rig.term.lines()::toString);
            rig.term.type("Am");
            assertTrue(rig.sees("amandine@example.org"), rig.term.lines()::toString);
            assertFalse(rig.term.lines().toString().contains(AMELIE.address().value()));
        }
    }

    private static StaffCard card(Cast.Member member) {
        return new StaffCard(member.name(), new Address(member.address()), member.certificate());
    }
}
