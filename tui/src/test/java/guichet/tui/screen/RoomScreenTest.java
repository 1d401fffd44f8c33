package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Colleague.How;
import guichet.inbox.chat.Hub;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.StaffList;
import guichet.inbox.chat.VCardFile;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Released;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Person;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rooms at the screen: Alice's, with Amélie at a hub of her own.
class RoomScreenTest {
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

            Rooms rooms = new Rooms();
            CaseId id = rig.desk.read(tx -> rig.desk.cases.list(tx)).getFirst().id();
            assertTrue(rig.desk.read(tx -> rooms.ofCase(tx, id)).isPresent());
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
}
