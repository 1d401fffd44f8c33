package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.TestDesk;
import guichet.inbox.archive.CaseBag.Form;
import guichet.inbox.archive.CaseBag.Internal;
import guichet.inbox.cases.NewMessage;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InternalWordsTest {
    private static final byte[] RAW = "Message-ID: <a@localhost>\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatStaffSaidInTheRoomIsInOurBagsAndInNoSealedOneThatDidNotAskForIt() throws VaultException {
        try (TestDesk desk = TestDesk.open()) {
            CaseId id = desk.openCase("Un dossier");
            desk.write(tx -> desk.messages.add(tx, new NewMessage(Channel.CHAT, Direction.OUT, Optional.of(id),
                    new Party("alice", Cast.alice().address()), List.of(new Party("Salon", "chat:1")), List.of(),
                    desk.clock.instant(), "", "entre nous seulement",
                    Optional.of(new Protection(Protection.Encryption.END_TO_END, Protection.Signature.NONE,
                            Optional.empty(), Optional.empty(), List.of())),
                    List.of(), Optional.of("a@localhost"), List.of(), RAW, Optional.empty())));
            var alice = desk.alice().id();
            var usual = new Form(BagLanguage.FR, alice);

            assertTrue(holds(desk, id, usual));
            assertFalse(holds(desk, id, usual.forThem()));
            assertTrue(holds(desk, id, new Form(BagLanguage.FR, alice, Internal.ALWAYS).forThem()));
        }
    }

    private static boolean holds(TestDesk desk, CaseId id, Form form) throws VaultException {
        var out = new ByteArrayOutputStream();
        desk.read(tx -> {
            try (TarTarget target = new TarTarget(out, id.value())) {
                return new CaseBag(ArchiveDesk.stores(desk)).write(tx, id, target, form, Progress.UNSEEN);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return out.toString(StandardCharsets.UTF_8).contains("entre nous");
    }
}
