package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The end of a case at the screen.
class EndingScreenTest {
    private static final CaseId EAUX = new CaseId("2026-0001");

    @Test
    void aCaseIsClosedHeldAndArchivedInOnePlaceAndAnotherNumberDestroysNothing() throws Exception {
        try (ScreenRig rig = withMail(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("ending-fr");
            try (Vault again = rig.desk.temp().openAgain()) {
                assertEquals(0, again.read(tx -> rig.desk.cases.find(tx, EAUX)).orElseThrow().messages());
            }
        }
    }

    @Test
    void aCaseIsDestroyedByItsNumberAndLeavesItsCertificate() throws Exception {
        try (ScreenRig rig = withMail(new ScreenRig(Lang.EN, 80, 24)).start()) {
            rig.play("ending-destroy-en");
            try (Vault again = rig.desk.temp().openAgain()) {
                assertTrue(again.read(tx -> rig.desk.cases.find(tx, EAUX)).isEmpty());
                assertTrue(again.read(tx -> rig.desk.messages.search(tx, "collecteur", Optional.empty(), 5)).isEmpty());
            }
        }
    }

    private static ScreenRig withMail(ScreenRig rig) throws VaultException {
        rig.desk.openCase("Eaux usées", rig.desk.addContact("Bob", Cast.bob().address()));
        MessageId id = rig.desk.take(("From: " + Cast.bob().address()
                + "\r\nSubject: Documents =?utf-8?q?demand=C3=A9s?=\r\n\r\nLes photos du collecteur.\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        rig.desk.write(tx -> rig.desk.messages.file(tx, id, EAUX, TestDesk.ALICE));
        return rig;
    }
}
