package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Retention;
import guichet.inbox.endings.Rule;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The end of a case at the screen.
class EndingScreenTest {
    private static final CaseId EAUX = new CaseId("2026-0001");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aCaseIsClosedHeldAndArchivedInOnePlaceAndAnotherNumberDestroysNothing(Lang lang) throws Exception {
        try (ScreenRig rig = withMail(lang).start()) {
            rig.play(named("ending", lang));
            try (Vault again = rig.desk.temp().openAgain()) {
                assertEquals(0, again.read(tx -> rig.desk.cases.find(tx, EAUX)).orElseThrow().messages());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCaseIsDestroyedByItsNumberAndLeavesItsCertificate(Lang lang) throws Exception {
        Path certificate = folder.resolve("certificate.txt");
        try (ScreenRig rig = withMail(lang).start()) {
            rig.play(named("ending-destroy", lang), Map.of("file", certificate.toString()));
            String saved = Files.readString(certificate);
            assertTrue(saved.contains("2026-0001") && !saved.contains("Eaux"), "its number, and no word of it");
            try (Vault again = rig.desk.temp().openAgain()) {
                assertTrue(again.read(tx -> rig.desk.cases.find(tx, EAUX)).isEmpty());
                assertTrue(again.read(tx -> rig.desk.messages.search(tx, "collecteur", Optional.empty(), 5)).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARuleWantsIsListedAndAHoldStopsIt(Lang lang) throws Exception {
        try (ScreenRig rig = withMail(lang)) {
            rig.desk.write(tx -> {
                new Retention(rig.desk.cases, new Holds(rig.desk.journal, rig.desk.clock), rig.desk.journal,
                        rig.desk.clock).set(tx,
                                new Rule("", OptionalInt.of(30), OptionalInt.of(365), Rule.Word.ASK), TestDesk.ALICE);
                return rig.desk.cases.close(tx, EAUX, TestDesk.ALICE);
            });
            rig.desk.clock.advance(Duration.ofDays(31));
            rig.start();
            rig.play(named("due", lang));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupThatIsMissingIsSaidWhereEverybodyLooks(Lang lang) throws Exception {
        try (ScreenRig rig = withMail(lang)) {
            rig.desk.clock.advance(Duration.ofDays(31));
            rig.start();
            rig.play(named("backup-late", lang));
        }
    }

    @Test
    void aYoungVaultNeedsNoBackupYet() throws Exception {
        try (ScreenRig rig = withMail(Lang.EN).start()) {
            assertTrue(rig.sees("Nothing to sort"), rig.term.lines()::toString);
            assertTrue(rig.term.lines().stream().noneMatch(row -> row.contains("Backups")), rig.term.lines()::toString);
        }
    }

    private static String named(String script, Lang lang) {
        return script + "-" + lang.name().toLowerCase(Locale.ROOT);
    }

    private static ScreenRig withMail(Lang lang) throws VaultException {
        ScreenRig rig = new ScreenRig(lang, 80, 24);
        rig.desk.openCase("Eaux usées", rig.desk.addContact("Bob", Cast.bob().address()));
        MessageId id = rig.desk.take(("From: " + Cast.bob().address()
                + "\r\nSubject: Documents =?utf-8?q?demand=C3=A9s?=\r\n\r\nLes photos du collecteur.\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        rig.desk.write(tx -> rig.desk.messages.file(tx, id, EAUX, TestDesk.ALICE));
        return rig;
    }
}
