package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import guichet.keystore.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may be in rooms, and by which key.
class ChatStaffTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVault() {
        program = Program.ofAlice(folder);
    }

    @Test
    void aSeatStandsOnAnExistingAccountAndAPersonHasOne() {
        aMailAccount();

        Json seat = program.oneJson("account", "add", "chat", "--address", "alice@guichet.example");

        List<Json> accounts = program.json("account", "list");
        assertEquals(List.of("mail", "chat"), accounts.stream().map(account -> account.text("kind")).toList());
        assertEquals(accounts.getFirst().text("id"), seat.text("mail"));
        assertEquals(seat.text("fingerprint"), accounts.getLast().text("fingerprint"));
        program.run("account", "add", "chat", "--address", "alice@guichet.example").ends(Exit.FAILED);
        assertEquals("chat-seat-added", program.json("journal", "list").getFirst().text("kind"));
    }

    @Test
    void aSeatOfItsOwnNeedsServers() {
        program.run("account", "add", "chat", "--address", "salon@guichet.example").ends(Exit.USAGE);

        program.oneJson("account", "add", "chat", "--address", "salon@guichet.example", "--imap",
                "imap://127.0.0.1:1", "--smtp", "smtp://127.0.0.1:1", "--user", "salon", "--password-file",
                program.file("pw", "secret\n").toString());

        assertEquals(List.of("salon@guichet.example", "salon@guichet.example"),
                program.json("account", "list").stream().map(account -> account.text("address")).toList());
    }

    @Test
    void theMailAccountOfASeatStaysUntilTheSeatIsGone() {
        aMailAccount();
        Json seat = program.oneJson("account", "add", "chat", "--address", "alice@guichet.example");

        program.run("account", "remove", seat.text("mail")).ends(Exit.FAILED);
        program.run("account", "remove", seat.text("id")).ends(Exit.DONE);
        program.run("account", "remove", seat.text("mail")).ends(Exit.DONE);

        assertEquals(List.of(), program.json("account", "list"));
    }

    @Test
    void anInvitationIsOurVCardWithTheFingerprintToReadAloud() throws IOException {
        aMailAccount();
        Json seat = program.oneJson("account", "add", "chat", "--address", "alice@guichet.example");
        Path file = program.folder().resolve("alice.vcf");

        Json invited = program.oneJson("chat", "invite", "--to", file.toString());

        VCardFile.Read.Cards cards = (VCardFile.Read.Cards) VCardFile.read(Files.readAllBytes(file));
        assertEquals(seat.text("fingerprint"), cards.cards().getFirst().certificate().fingerprint().hex());
        assertEquals("OPENPGP4FPR:" + seat.text("fingerprint") + "#a=alice%40guichet.example&n=alice",
                invited.text("code"));
        program.run("chat", "invite", "--to", file.toString()).ends(Exit.FAILED);
        Program.Ended shown = program.run("chat", "invite").ends(Exit.DONE);
        assertTrue(shown.out().contains(invited.text("fingerprint").replaceAll("(.{4})(?=.)", "$1 ")), shown.out());
        assertTrue(shown.out().contains("█"));
    }

    @Test
    void withoutASeatThereIsNothingToGiveOut() {
        program.run("chat", "invite").ends(Exit.REFUSED);
    }

    @Test
    void aColleagueJoinsByTheirVCard() {
        Json pinned = program.oneJson("chat", "join", cards(Cast.amelie()), "--how", "vcard");

        assertEquals(true, pinned.get("pinned"));
        assertEquals("vcard", pinned.text("how"));
        Json listed = program.oneJson("chat", "staff", "list");
        assertEquals(Cast.amelie().certificate().fingerprint().hex(), listed.text("fingerprint"));
        assertEquals("alice", listed.text("by"));
    }

    @Test
    void aComparedFingerprintHasToBeNamedAndNoOtherCardCounts() {
        String file = cards(Cast.amelie(), Cast.mallory());
        program.run("chat", "join", file, "--how", "in-person").ends(Exit.USAGE);
        program.run("chat", "join", file, "--how", "qr", "--fingerprint",
                Cast.bob().certificate().fingerprint().hex()).ends(Exit.REFUSED);

        program.run("chat", "join", file, "--how", "in-person", "--fingerprint",
                Cast.amelie().certificate().fingerprint().spaced()).ends(Exit.DONE);

        assertEquals(List.of("amelie@guichet.example"),
                program.json("chat", "staff", "list").stream().map(each -> each.text("address")).toList());
    }

    @Test
    void theContactOfACaseIsRefusedAndStaysOffTheList() {
        program.run("contact", "add", "--name", "Bob", "--address", "bob@example.org").ends(Exit.DONE);
        String id = program.oneJson("case", "new", "Eaux usées").text("id");
        program.run("case", "link", id, "bob@example.org").ends(Exit.DONE);

        Program.Ended refused = program.run("--json", "chat", "join", cards(Cast.bob(), Cast.amelie()), "--how",
                "vcard").ends(Exit.REFUSED);

        assertEquals(List.of("contact-of-a-case", "null"),
                refused.json().stream().map(each -> String.valueOf(each.get("why"))).toList());
        assertEquals(List.of("amelie@guichet.example"),
                program.json("chat", "staff", "list").stream().map(each -> each.text("address")).toList());
    }

    @Test
    void anotherKeyIsADecisionOfItsOwnWithAReason() {
        program.run("chat", "join", cards(Cast.bob()), "--how", "vcard").ends(Exit.DONE);
        String newer = cards(Cast.bobWithNewKey());
        program.run("chat", "join", newer, "--how", "vcard").ends(Exit.REFUSED);

        Json replaced = program.oneJson("chat", "staff", "replace-key", newer, "--how", "in-person", "--fingerprint",
                Cast.bobWithNewKey().certificate().fingerprint().hex(), "--reason", "nouveau téléphone");

        assertEquals(Cast.bobWithNewKey().certificate().fingerprint().hex(), replaced.text("fingerprint"));
        Json entry = program.json("journal", "list", "--kind", "chat-key-replaced").getFirst();
        assertEquals("nouveau téléphone", entry.text("reason"));
        program.run("chat", "staff", "dismiss", "bob@example.org", "--reason", "left us").ends(Exit.DONE);
        assertEquals(List.of(), program.json("chat", "staff", "list"));
        program.run("chat", "staff", "dismiss", "bob@example.org", "--reason", "left us").ends(Exit.REFUSED);
    }

    @Test
    void aFileThatIsNoVCardDoesNothing() {
        program.run("chat", "join", program.file("x.vcf", "hello").toString(), "--how", "vcard").ends(Exit.FAILED);
        program.run("chat", "join", program.folder().resolve("none.vcf").toString(), "--how", "vcard")
                .ends(Exit.FAILED);
        program.run("chat", "join", cards(Cast.bob()), "--how", "hearsay").ends(Exit.USAGE);
    }

    private void aMailAccount() {
        program.oneJson("account", "add", "mail", "--address", "alice@guichet.example", "--imap",
                "imap://127.0.0.1:1", "--smtp", "smtp://127.0.0.1:1", "--user", "alice", "--password-file",
                program.file("pw", "secret\n").toString());
    }

    private String cards(Cast.Member... members) {
        List<StaffCard> cards = Arrays.stream(members)
                .map(member -> new StaffCard(member.name(), new Address(member.address()), member.certificate()))
                .toList();
        return program.file("cards" + members.length + members[0].name() + members[0].key().fingerprint().hex()
                .substring(0, 4) + ".vcf", VCardFile.write(cards, Cast.NOW)).toString();
    }
}
