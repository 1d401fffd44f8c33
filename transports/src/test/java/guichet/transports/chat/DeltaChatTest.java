package guichet.transports.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The test peer itself: two phones talk through Dovecot and Postfix, the newest version with the one of a year before.
@RequiresPeer({DeltaChat.NEWEST, DeltaChat.OLDER, "dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(120)
final class DeltaChatTest {
    @Test
    void twoPhonesOfDifferentYearsTalkThroughTheServer() throws Exception {
        try (MailRig rig = MailRig.start();
                DeltaChat newest = DeltaChat.start(DeltaChat.NEWEST);
                DeltaChat older = DeltaChat.start(DeltaChat.OLDER)) {
            Phone nina = newest.phone(rig, "nina@ngo.test", "Nina");
            Phone omar = older.phone(rig, "omar@ngo.test", "Omar");
            long omarAtNina = nina.importVcard(omar.vcard());
            omar.importVcard(nina.vcard());

            long group = nina.createGroup("Équipe", omarAtNina);
            long written = nina.send(group, "Les analyses de l'été");
            long arrived = omar.awaitChat("Équipe");
            omar.accept(arrived);
            Shown first = omar.awaitText(arrived, "Les analyses de l'été");
            assertEquals("Nina", first.author());
            assertEquals(Shown.Lock.ENCRYPTED, first.lock());
            assertEquals(List.of("nina@ngo.test", "omar@ngo.test"), omar.members(arrived));

            omar.answer(arrived, "bien reçues", first.id());
            assertEquals(Optional.of("Les analyses de l'été"), nina.awaitText(group, "bien reçues").quote());
            omar.rename(arrived, "Équipe eaux");
            nina.awaitChat("Équipe eaux");
            omar.react(first.id(), "👍");
            nina.await(group, line -> line.id() == written && line.reactions().equals(List.of("👍")));
            byte[] content = "analyse n° 3".getBytes(StandardCharsets.UTF_8);
            nina.sendFile(group, "voici", "analyse été.txt", content);
            Shown file = omar.awaitText(arrived, "voici");
            assertEquals(Optional.of("analyse été.txt"), file.file());
            assertArrayEquals(content, omar.file(file.id()));
            nina.edit(written, "Les analyses de l'hiver");
            assertEquals(Shown.Edit.EDITED, omar.awaitText(arrived, "Les analyses de l'hiver").edit());
            nina.deleteForAll(written);
            omar.await("one line less", () -> omar.said(arrived).stream().noneMatch(line -> line.id() == first.id())
                    ? Optional.of(true)
                    : Optional.empty());

            // What it has taken it deletes from the server: why it must never fetch from a hub's mailbox.
            assertTrue(rig.deliveredTo(nina.address()) >= 3);
            nina.await("an emptied mailbox",
                    () -> rig.mailsIn(nina.address()).isEmpty() ? Optional.of(true) : Optional.empty());
            assertTrue(rig.tapped().size() >= 7);
            for (String mail : rig.tapped()) {
                assertTrue(mail.contains("\nSubject: [...]"), mail.lines().findFirst().orElse(""));
                assertFalse(mail.contains("analyse"));
                assertFalse(mail.contains("Nina"));
            }
        }
    }
}
