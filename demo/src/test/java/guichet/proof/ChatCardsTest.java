package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.transports.chat.DeltaChat;
import guichet.transports.chat.Phone;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys that change hands between a hub and a phone: by a file, and compared by a code and by eye.
@RequiresPeer({DeltaChat.NEWEST, DeltaChat.OLDER, "dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(120)
class ChatCardsTest {
    @TempDir
    private Path folder;

    @Test
    void aPhoneAndAHubKnowEachOtherByVCardAndCompareTheSameFingerprints() throws Exception {
        try (MailRig rig = MailRig.start()) {
            for (String version : List.of(DeltaChat.NEWEST, DeltaChat.OLDER)) {
                try (DeltaChat deltaChat = DeltaChat.start(version)) {
                    Phone phone = deltaChat.phone(rig, version + "@ngo.test", "Nina");
                    ChatHub alice = ChatHub.at(rig, folder.resolve(version), "Hélène Vasseur", "alice@ngo.test");
                    Answer invitation = alice.program().json("chat", "invite").getFirst();

                    assertNotEquals("fprOk", phone.scans(invitation.text("code")));
                    long there = phone.importVcard(invitation.text("vcard"));
                    assertEquals("fprOk", phone.scans(invitation.text("code")));
                    assertTrue(keys(phone, there).contains(invitation.text("fingerprint")));

                    Answer pinned = join(alice, phone, "vcard").json();
                    assertEquals(phone.address(), pinned.text("address"));
                    assertEquals("Nina", pinned.text("name"));
                    assertTrue(keys(phone, there).contains(pinned.text("fingerprint")));
                    assertNotEquals(invitation.text("fingerprint"), pinned.text("fingerprint"));
                }
            }
        }
    }

    @Test
    void aCardOfACasesContactOrWithAnotherFingerprintThanTheOneThatWasReadPinsNobody() throws Exception {
        try (MailRig rig = MailRig.start(); DeltaChat deltaChat = DeltaChat.start(DeltaChat.NEWEST)) {
            Phone nina = deltaChat.phone(rig, "nina@ngo.test", "Nina");
            ChatHub alice = ChatHub.at(rig, folder.resolve("a"), "Alice", "alice@ngo.test");
            String other = alice.program().json("chat", "invite").getFirst().text("fingerprint");
            assertNotEquals(0, join(alice, nina, "in-person", "--fingerprint", other).exit());

            String inCase = alice.program().json("case", "new", "Bassin").getFirst().text("id");
            alice.program().run("contact", "add", "--name", "Nina", "--address", nina.address()).ends(0);
            alice.program().run("case", "link", inCase, "Nina").ends(0);
            assertEquals(3, join(alice, nina, "vcard").exit());
            assertEquals(List.of(), alice.program().json("chat", "staff", "list"));
        }
    }

    private static Program.Ended join(ChatHub hub, Phone phone, String how, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("--json", "chat", "join", "--how", how));
        command.addAll(List.of(more));
        command.add(hub.program().file("card", phone.vcard()).toString());
        return hub.program().run(command.toArray(String[]::new));
    }

    private static String keys(Phone phone, long contact) throws Exception {
        return phone.keysWith(contact).replaceAll("\\s", "");
    }
}
