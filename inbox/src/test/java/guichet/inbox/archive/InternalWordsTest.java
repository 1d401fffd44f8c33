package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.archive.CaseBag.Form;
import guichet.inbox.archive.CaseBag.Internal;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InternalWordsTest {
    @Test
    void whatStaffSaidInTheRoomIsInOurBagsAndInNoSealedOneThatDidNotAskForIt() throws VaultException {
        try (TestDesk desk = TestDesk.open()) {
            CaseId id = desk.openCase("Un dossier");
            desk.write(tx -> desk.messages.add(tx, ArchiveDesk.saidInRoom(desk, id, "entre nous seulement")));
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
