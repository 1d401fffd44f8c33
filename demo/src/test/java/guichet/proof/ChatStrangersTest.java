package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.transports.chat.DeltaChat;
import guichet.transports.chat.Phone;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import guichet.tui.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub in a room with a real phone, and others who would like to be taken for colleagues: with phones, and by hand.
@RequiresPeer({DeltaChat.NEWEST, "dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(240)
class ChatStrangersTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static MailRig rig;
    private static DeltaChat deltaChat;

    private final String alices = "alice" + NUMBER.incrementAndGet() + "@ngo.test";
    private final String ninas = "nina" + NUMBER.get() + "@ngo.test";
    private ChatHub alice;
    private Phone nina;
    private String room;
    private long ninasChat;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        rig = MailRig.start();
        deltaChat = DeltaChat.start(DeltaChat.NEWEST);
    }

    @AfterAll
    static void stop() {
        if (deltaChat != null) {
            deltaChat.close();
        }
        if (rig != null) {
            rig.close();
        }
    }

    @BeforeEach
    void aRoomWithAPhone() throws Exception {
        alice = ChatHub.at(rig, folder.resolve("a"), "Alice", alices);
        nina = deltaChat.phone(rig, ninas, "Nina");
        alice.pins(nina.vcard());
        nina.importVcard(alice.card());
        room = alice.opens("Permanence", "--member", ninas);
        alice.says(room, "Ouvert.");
        ninasChat = nina.awaitChat("Permanence");
        nina.accept(ninasChat);
        nina.awaitText(ninasChat, "Ouvert.");
    }

    @Test
    void whoeverIsNotOnTheStaffListWritesMailAndGetsNothingOfARoomThatAPhonePutsThemInto() throws Exception {
        Phone stranger = deltaChat.phone(rig, "mallory@example.test", "Nina");
        stranger.send(stranger.chatWith(stranger.importVcard(alice.card())), "je suis votre collègue");
        alice.until("the stranger's mail", () -> alice.program().json("list", "--to-sort").stream().findFirst(),
                () -> alice.program().json("list").toString());
        assertEquals(1, alice.rooms().size());
        assertEquals(List.of(ninas), staff());

        // The phone has no wall: its owner can put anybody in. The key that comes by gossip is nobody's colleague's.
        nina.add(ninasChat, nina.importVcard(stranger.vcard()));
        long strangers = stranger.awaitChat("Permanence");
        stranger.accept(strangers);
        stranger.send(strangers, "merci de m'accueillir");
        nina.awaitText(ninasChat, "merci de m'accueillir");
        nina.send(ninasChat, "voilà");
        alice.awaits(room, "voilà");
        Program.Ended refused = alice.program().run("chat", "send", room, "--body-file",
                alice.program().file("secret", "le nom du lanceur d'alerte").toString());

        assertEquals(3, refused.exit(), refused.out() + refused.err());
        assertTrue(alice.reads(room).stream()
                .noneMatch(line -> ChatHub.said(line) && line.text("body").contains("accueillir")));
        assertTrue(stranger.said(strangers).stream().noneMatch(line -> line.text().contains("lanceur")));
        assertEquals(List.of(ninas), staff());
        alice.program().run("chat", "remove", room, stranger.address()).ends(0);
        assertEquals("sent", alice.says(room, "le nom du lanceur d'alerte").text("status"));
        nina.awaitText(ninasChat, "le nom du lanceur d'alerte");
        assertTrue(stranger.said(strangers).stream().noneMatch(line -> line.text().contains("lanceur")));
    }

    @Test
    void anotherPhoneAtAColleaguesAddressIsNotTheColleague() throws Exception {
        Phone other = deltaChat.phone(rig, ninas, "Nina");
        other.send(other.chatWith(other.importVcard(alice.card())), "j'ai changé de téléphone");
        alice.until("an alarm", () -> alice.program().json("chat", "staff", "alarms").stream().findFirst(),
                () -> alice.rooms().toString());

        assertNobodySaid("j'ai changé de téléphone");
        assertEquals("sent", alice.says(room, "pour Nina seule").text("status"));
        nina.awaitText(ninasChat, "pour Nina seule");
        for (var chat : other.everything().entrySet()) {
            assertTrue(chat.getValue().stream().noneMatch(line -> line.text().contains("Nina seule")));
        }
        alice.program().run("chat", "staff", "keep-key", ninas).ends(0);
        assertEquals(List.of(), alice.program().json("chat", "staff", "alarms"));
    }

    @Test
    void aMailInTheClearOrSignedByAStrangerIsNeverShownAsAColleagues() throws Exception {
        String says = """
                Chat-Version: 1.0
                Chat-Group-ID: %s
                Chat-Group-Name: Permanence
                """.formatted(groupId());
        rig.deliver(alices, ("From: \"Nina\" <" + ninas + ">\nTo: <" + alices + ">\nSubject: Permanence\nMessage-ID: <"
                + UUID.randomUUID() + "@localhost>\n" + says
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nen clair\n").replace("\n", "\r\n"));
        byte[] certificate = alice.program().run("key", "export", alices).ends(0).out()
                .getBytes(StandardCharsets.US_ASCII);
        try (Correspondent mallory = new Correspondent(ninas)) {
            rig.deliver(alices, mallory.seals(certificate, alices, UUID.randomUUID() + "@localhost",
                    "Content-Type: text/plain; charset=utf-8; protected-headers=\"v1\"; hp=\"cipher\"\nFrom: \"Nina\" <"
                            + ninas + ">\nTo: <" + alices + ">\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n" + says
                            + "\nsigné par une autre\n"));
        }
        List<Answer> aside = alice.until("two that are set aside",
                () -> Optional.of(setAside()).filter(lines -> lines.size() == 2), () -> alice.reads(room).toString());

        assertEquals(Set.of("not-encrypted", "foreign-key"),
                aside.stream().map(line -> line.text("why")).collect(Collectors.toSet()));
        assertNobodySaid("en clair");
        assertNobodySaid("signé par une autre");
    }

    @Test
    void whatAPhoneSendsAfterItsRemovalOfWhichItHasNotHeardIsSetAside() throws Exception {
        nina.goesOffLine();
        nina.send(ninasChat, "encore des nôtres");
        Thread.sleep(1_100);
        alice.program().run("chat", "remove", room, ninas).ends(0);
        Thread.sleep(1_100);
        nina.send(ninasChat, "je n'en sais rien encore");
        nina.comesBack();
        alice.until("what she sent", () -> setAside().stream().findFirst(), () -> alice.reads(room).toString());

        // What she said while she was one of them is said.
        alice.awaits(room, "encore des nôtres");
        assertNobodySaid("je n'en sais rien encore");
        assertEquals(3, alice.program().run("chat", "send", room, "--body-file",
                alice.program().file("alone", "seule").toString()).exit());
        assertTrue(nina.said(ninasChat).stream().noneMatch(line -> line.text().equals("seule")));
        assertFalse(alice.members(room).contains(ninas));
    }

    private List<Answer> setAside() {
        return alice.reads(room).stream().filter(line -> line.text("line").equals("set-aside")).toList();
    }

    private void assertNobodySaid(String words) {
        for (Answer each : alice.rooms()) {
            assertTrue(
                    alice.reads(each.text("id")).stream()
                            .noneMatch(line -> ChatHub.said(line) && line.text("body").contains(words)),
                    () -> words + " is said in " + each);
        }
    }

    private List<String> staff() {
        return alice.program().json("chat", "staff", "list").stream().map(each -> each.text("address")).toList();
    }

    /// What the room is called on the wire, which nobody outside can know: the forger here does.
    private String groupId() throws Exception {
        try (Workspace open = alice.program().open()) {
            return open.vault().read(tx -> tx.one("SELECT group_id FROM chat_room", row -> row.text("group_id")))
                    .orElseThrow();
        }
    }
}
