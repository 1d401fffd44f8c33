package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.transports.chat.DeltaChat;
import guichet.transports.chat.Phone;
import guichet.transports.chat.Shown;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Hubs and real phones in rooms of the internal chat, over Dovecot and Postfix: what each of them shows.
@RequiresPeer({DeltaChat.NEWEST, DeltaChat.OLDER, "dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(240)
class ChatWithPhonesTest {
    private static MailRig rig;
    private static DeltaChat newest;
    private static DeltaChat older;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        rig = MailRig.start();
        newest = DeltaChat.start(DeltaChat.NEWEST);
        older = DeltaChat.start(DeltaChat.OLDER);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : new AutoCloseable[]{newest, older, rig}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void twoHubsAndAPhoneTalkInTheRoomOfACaseAndTheServerLearnsNothing() throws Exception {
        ChatHub alice = ChatHub.at(rig, folder.resolve("a"), "Alice Garcin-Montbrison", "a1@ngo.test");
        ChatHub bruno = ChatHub.at(rig, folder.resolve("b"), "Bruno Vasseur-Delacroix", "b1@ngo.test");
        Phone nina = newest.phone(rig, "n1@ngo.test", "Ninon Lacombe-Saint-Jean");
        alice.pins(bruno.card(), nina.vcard());
        bruno.pins(alice.card(), nina.vcard());
        nina.importVcard(alice.card());

        String inCase = alice.program().json("case", "new", "Station Bergeronnette-Grise").getFirst().text("id");
        String room = alice.opens("Salle Hirondelle-Rustique", "--case", inCase, "--member", bruno.address(),
                nina.address());
        assertEquals("sent", alice.says(room, "Le rapport Martinet-Noir-Z est faux.").text("status"));

        long chat = nina.awaitChat("Salle Hirondelle-Rustique");
        nina.accept(chat);
        Shown first = nina.awaitText(chat, "Le rapport Martinet-Noir-Z est faux.");
        assertEquals("Alice Garcin-Montbrison", first.author());
        assertEquals(Shown.Lock.ENCRYPTED, first.lock());
        List<String> everyone = List.of(alice.address(), bruno.address(), nina.address());
        assertEquals(everyone, nina.members(chat));
        String brunos = bruno.awaitsRoom("Salle Hirondelle-Rustique");
        assertEquals(everyone, bruno.members(brunos));
        assertEquals(alice.address(),
                bruno.awaits(brunos, "Le rapport Martinet-Noir-Z est faux.").at("author").text("address"));

        nina.answer(chat, "Je cherche la Fauvette-Babillarde.", first.id());
        for (Seen seen : List.of(new Seen(alice, room), new Seen(bruno, brunos))) {
            Answer answer = seen.hub.awaits(seen.room, "Je cherche la Fauvette-Babillarde.");
            assertEquals(nina.address(), answer.at("author").text("address"));
            assertEquals("Le rapport Martinet-Noir-Z est faux.", answer.at("quote").text("text").strip());
        }
        Answer ninas = alice.awaits(room, "Je cherche la Fauvette-Babillarde.");
        bruno.says(brunos, "Merci Ninon.", "--reply-to",
                bruno.awaits(brunos, "Je cherche la Fauvette-Babillarde.").text("id"));
        Shown thanks = nina.awaitText(chat, "Merci Ninon.");
        assertEquals("Bruno Vasseur-Delacroix", thanks.author());
        assertEquals(Optional.of("Je cherche la Fauvette-Babillarde."), thanks.quote());

        byte[] photograph = "mesures du Rossignol-Philomele".getBytes(StandardCharsets.UTF_8);
        nina.sendFile(chat, "Voici.", "Mesures Loriot-Jaune-Europe.txt", photograph);
        Answer withFile = alice.awaits(room, "Voici.");
        assertEquals("Mesures Loriot-Jaune-Europe.txt",
                ((Answer) withFile.list("attachments").getFirst()).text("name"));
        Path saved = folder.resolve("saved");
        alice.program().run("attachment", "--to", saved.toString(), withFile.text("id"), "1").ends(0);
        assertArrayEquals(photograph, Files.readAllBytes(saved));
        alice.says(room, "Relu.", "--attach",
                Files.write(folder.resolve("Relu Loriot-Jaune-Europe.txt"), photograph).toString());
        Shown file = nina.awaitText(chat, "Relu.");
        assertEquals(Optional.of("Relu Loriot-Jaune-Europe.txt"), file.file());
        assertArrayEquals(photograph, nina.file(file.id()));

        // The phone's name sorts first: of two names given in one second the format takes that one, and a phone is fast enough to be in the same.
        bruno.program().run("chat", "rename", brunos, "Salle Sterne-Pierregarin").ends(0);
        nina.awaitChat("Salle Sterne-Pierregarin");
        alice.awaitsRoom("Salle Sterne-Pierregarin");
        nina.rename(chat, "Salle Mouette-Rieuse-X");
        alice.awaitsRoom("Salle Mouette-Rieuse-X");
        bruno.awaitsRoom("Salle Mouette-Rieuse-X");

        // What is said in the room stands in the timeline of its case, internal.
        assertTrue(alice.program().json("list", "--case", inCase).stream()
                .anyMatch(line -> line.text("channel").equals("chat") && line.text("id").equals(ninas.text("id"))));

        alice.program().run("chat", "remove", room, nina.address()).ends(0);
        nina.await(chat,
                line -> line.kind() == Shown.Kind.INFO && line.text().contains("removed by Alice Garcin-Montbrison"));
        bruno.awaits(brunos, line -> line.text("line").equals("happened") && line.text("what").equals("removed"));
        long before = rig.deliveredTo(nina.address());
        alice.says(room, "Entre nous, la Huppe-Fasciee-Q.");
        bruno.awaits(brunos, "Entre nous, la Huppe-Fasciee-Q.");
        bruno.says(brunos, "Entendu.");
        alice.awaits(room, "Entendu.");
        assertEquals(before, rig.deliveredTo(nina.address()));
        assertTrue(nina.said(chat).stream().noneMatch(line -> line.text().contains("Huppe")));

        assertReads(alice, room, "fr_FR.UTF-8", "Alice Garcin-Montbrison a retiré Ninon Lacombe-Saint-Jean");
        assertReads(bruno, brunos, "en_GB.UTF-8", "Alice Garcin-Montbrison removed Ninon Lacombe-Saint-Jean");

        assertTrue(rig.tapped().size() >= 10);
        // Long words: of a short one, base64 leaves too little to be found without being everywhere.
        Canaries words = Canaries.words(List.of("Martinet-Noir-Z", "Fauvette-Babillarde", "Rossignol-Philomele",
                "Loriot-Jaune-Europe", "Huppe-Fasciee-Q", "Hirondelle-Rustique", "Mouette-Rieuse-X",
                "Sterne-Pierregarin", "Bergeronnette-Grise", "Vasseur-Delacroix", "Garcin-Montbrison",
                "Lacombe-Saint-Jean", inCase + " Station"));
        assertEquals(List.of(), words.in(List.of(rig.folder())));
        Path planted = Files.writeString(rig.folder().resolve("planted"), "la Huppe-Fasciee-Q", StandardCharsets.UTF_8);
        assertEquals(List.of(planted), words.in(List.of(rig.folder())));
        Files.delete(planted);
        for (String mail : rig.tapped()) {
            assertFalse(mail.contains(inCase), "the number of the case");
        }
        for (String mail : rig.tapped()) {
            assertTrue(mail.contains("\nSubject: [...]"), mail.lines().findFirst().orElse(""));
        }
    }

    /// As a person reads it.
    private static void assertReads(ChatHub hub, String room, String language, String happened) {
        Map<String, String> environment = new HashMap<>(hub.program().environment());
        environment.put("LC_ALL", language);
        String shown = hub.program().runWith(environment, "chat", "read", room).ends(0).out();
        for (String words : List.of(happened, "Le rapport Martinet-Noir-Z est faux.", "Relu Loriot-Jaune-Europe.txt")) {
            assertTrue(shown.contains(words), () -> words + " is not in\n" + shown);
        }
    }

    private record Seen(ChatHub hub, String room) {
    }

    @Test
    void aPhoneMakesARoomAddsRemovesAndLeaves() throws Exception {
        ChatHub alice = ChatHub.at(rig, folder.resolve("a"), "Alice", "a2@ngo.test");
        ChatHub bruno = ChatHub.at(rig, folder.resolve("b"), "Bruno", "b2@ngo.test");
        Phone nina = newest.phone(rig, "n2@ngo.test", "Nina");
        alice.pins(bruno.card(), nina.vcard());
        bruno.pins(alice.card(), nina.vcard());
        long brunoThere = nina.importVcard(bruno.card());

        long chat = nina.createGroup("Astreinte", nina.importVcard(alice.card()));
        nina.send(chat, "Qui est là ?");
        String room = alice.awaitsRoom("Astreinte");
        alice.awaits(room, "Qui est là ?");
        assertEquals(List.of(alice.address(), nina.address()), alice.members(room));

        nina.add(chat, brunoThere);
        String brunos = bruno.awaitsRoom("Astreinte");
        alice.awaits(room, line -> line.text("line").equals("happened") && line.text("what").equals("added"));
        assertEquals(alice.members(room), bruno.members(brunos));
        alice.says(room, "Bonjour à tous deux.");
        bruno.awaits(brunos, "Bonjour à tous deux.");
        nina.awaitText(chat, "Bonjour à tous deux.");

        nina.remove(chat, brunoThere);
        bruno.awaits(brunos, line -> line.text("line").equals("happened") && line.text("what").equals("removed"));
        assertFalse(bruno.members(brunos).contains(bruno.address()));
        alice.awaits(room, line -> line.text("line").equals("happened") && line.text("what").equals("removed"));
        assertEquals(List.of(alice.address(), nina.address()), alice.members(room));

        nina.leave(chat);
        alice.awaits(room, line -> line.text("line").equals("happened") && line.text("what").equals("left"));
        assertEquals(List.of(alice.address()), alice.members(room));
    }

    @Test
    void reactionsEditsDeletionsAndReceiptsOfAPhoneAreShownAsTheFormatHasThem() throws Exception {
        ChatHub alice = ChatHub.at(rig, folder.resolve("a"), "Alice", "a3@ngo.test");
        Phone nina = newest.phone(rig, "n3@ngo.test", "Nina");
        alice.pins(nina.vcard());
        long chat = nina.chatWith(nina.importVcard(alice.card()));

        long written = nina.send(chat, "rendez-vous à midi");
        String room = alice.awaitsDirect(nina);
        Answer arrived = alice.awaits(room, "rendez-vous à midi");
        nina.edit(written, "rendez-vous à 14 h");
        assertEquals(arrived.text("id"), alice.awaits(room, "rendez-vous à 14 h").text("id"));

        alice.says(room, "d'accord");
        Shown answer = nina.awaitText(chat, "d'accord");
        nina.react(answer.id(), "👍");
        alice.awaits(room, line -> ChatHub.said(line) && line.list("reactions").size() == 1);
        nina.markSeen(answer.id());
        alice.awaits(room, line -> ChatHub.said(line) && line.text("delivery").equals("read"));
        // More than 140 kB: the phone sends the words and the file in two mails.
        byte[] plan = new byte[700_000];
        new Random(7).nextBytes(plan);
        nina.sendFile(chat, "le plan", "plan.bin", plan);
        Answer whole = alice.awaits(room, line -> ChatHub.said(line) && line.text("body").strip().equals("le plan")
                && line.list("attachments").size() == 1);
        Path saved = folder.resolve("plan");
        alice.program().run("attachment", "--to", saved.toString(), whole.text("id"), "1").ends(0);
        assertArrayEquals(plan, Files.readAllBytes(saved));
        assertEquals(1, alice.reads(room).stream().filter(ChatHub::said)
                .filter(line -> line.text("body").contains("plan") || !line.list("attachments").isEmpty()).count());
        byte[] megabyte = new byte[1_000_000];
        new Random(8).nextBytes(megabyte);
        alice.says(room, "le relevé", "--attach", Files.write(folder.resolve("releve.bin"), megabyte).toString());
        Shown large = nina.await(chat, line -> line.text().equals("le relevé") && line.file().isPresent());
        assertArrayEquals(megabyte, nina.file(large.id()));
        assertEquals(1, nina.said(chat).stream().filter(line -> line.file().equals(Optional.of("releve.bin"))).count());
        nina.react(answer.id());
        alice.awaits(room, line -> ChatHub.said(line) && line.text("body").strip().equals("d'accord")
                && line.list("reactions").isEmpty());
        nina.deleteForAll(written);
        alice.awaits(room, line -> ChatHub.said(line) && line.text("id").equals(arrived.text("id"))
                && line.get("deleted") != null);
    }

    @Test
    void aPhoneOfAYearBeforeTalksWithAHubAndInARoomWithANewerOne() throws Exception {
        ChatHub alice = ChatHub.at(rig, folder.resolve("a"), "Alice", "a4@ngo.test");
        Phone omar = older.phone(rig, "o4@ngo.test", "Omar");
        Phone nina = newest.phone(rig, "n4@ngo.test", "Nina");
        alice.pins(omar.vcard(), nina.vcard());
        omar.importVcard(alice.card());
        nina.importVcard(alice.card());

        // The phones know the hub alone: each other's keys come by the room.
        String room = alice.opens("Permanence", "--member", omar.address(), nina.address());
        alice.says(room, "Ouvert.");
        long omars = omar.awaitChat("Permanence");
        omar.accept(omars);
        omar.awaitText(omars, "Ouvert.");
        long ninas = nina.awaitChat("Permanence");
        nina.accept(ninas);
        assertEquals(alice.members(room), omar.members(omars));

        omar.send(omars, "Omar est là");
        assertEquals(omar.address(), alice.awaits(room, "Omar est là").at("author").text("address"));
        Shown shown = nina.awaitText(ninas, "Omar est là");
        assertEquals("Omar", shown.author());
        assertEquals(Shown.Lock.ENCRYPTED, shown.lock());
        omar.rename(omars, "Permanence été");
        alice.awaitsRoom("Permanence été");
        alice.program().run("chat", "remove", room, omar.address()).ends(0);
        omar.await(omars, line -> line.kind() == Shown.Kind.INFO && line.text().contains("removed"));
        nina.await("two members", () -> nina.members(ninas).size() == 2 ? Optional.of(true) : Optional.empty());

        long direct = omar.chatWith(omar.importVcard(alice.card()));
        omar.send(direct, "et à deux ?");
        alice.awaits(alice.awaitsDirect(omar), "et à deux ?");
    }
}
