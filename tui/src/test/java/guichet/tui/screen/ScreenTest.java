package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MachineRules;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.KeySource;
import guichet.keystore.PersonId;
import guichet.keystore.Setting;
import guichet.keystore.SharedKey;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The screen as a person meets it, by text scripts.
class ScreenTest {
    /// The first case of the year.
    private static final CaseId EAUX = new CaseId("2026-0001");

    private static ScreenRig withBob(ScreenRig rig) throws VaultException {
        rig.desk.acceptKey(Cast.bob());
        assertEquals(EAUX, rig.desk.openCase("Eaux usées", rig.desk.addContact("Bob", Cast.bob().address())));
        rig.desk.take(rig.desk.letter(Cast.bob(), "Documents demandés",
                "Bonjour,\n\nvoici les photos du collecteur.\n\nBob\n").encrypted(rig.desk));
        return rig;
    }

    private static List<Summary> inCase(ScreenRig rig, CaseId id) throws VaultException {
        try (Vault again = rig.desk.temp().openAgain()) {
            return again.read(tx -> rig.desk.messages.list(tx, MessageFilter.inCase(id, 50)));
        }
    }

    /// The screen says so to the vault when it has shown it, and waits for nothing.
    private static boolean areRead(ScreenRig rig) throws VaultException, InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            if (inCase(rig, EAUX).stream().allMatch(Summary::read)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    @Test
    void aStaffMemberReadsWhatIsNewInACase() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("read-fr");
            assertTrue(areRead(rig));
        }
    }

    @Test
    void theSameInEnglishOnALargeScreenWithoutColour() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.EN, 250, 70, Map.of("NO_COLOR", "1"))).start()) {
            rig.play("read-en");
        }
    }

    @Test
    void whatServicesOfOursWriteHasAPlaceOfItsOwnUnderOneKey() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            rig.desk.acceptKey(Cast.bob());
            rig.desk.write(tx -> {
                new MachineRules(rig.desk.journal, rig.desk.keyring, rig.desk.clock).pin(tx,
                        TestDesk.address(Cast.bob().address()), Cast.bob().certificate().fingerprint(), "Forum",
                        TestDesk.ALICE);
                return rig;
            });
            rig.desk.take(rig.desk.letter(Cast.bob(), "Nouveau sujet", "Zoé a écrit.").encrypted(rig.desk));
            rig.start().play("machines-fr");
        }
    }

    @Test
    void anEncryptedReplyIsShownAsItLeavesAndIsHandedOver() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("reply-fr");
            List<OutboxRow> rows = rig.desk.read(tx -> new Outbox(rig.desk.vault(), rig.desk.messages, rig.desk.journal,
                    rig.desk.clock).list(tx));
            assertEquals(1, rows.size());
            assertEquals(Cast.bob().address(), rows.getFirst().to().getFirst());
            assertEquals(1, rig.hurried());
            assertEquals(List.of(), rig.desk.read(tx -> new Drafts(rig.desk.clock).list(tx)));
        }
    }

    @Test
    void aNoteThatTheVaultDidNotTakeIsStillThereAndIsTakenTheNextTime() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.desk.write(tx -> tx.update(
                    "CREATE TRIGGER full BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'no room'); END"));
            rig.play("note-no-room-fr");
            rig.desk.write(tx -> tx.update("DROP TRIGGER full"));
            rig.play("note-room-again-fr");
            assertTrue(inCase(rig, EAUX).stream().anyMatch(message -> message.channel() == Channel.NOTE));
        }
    }

    @Test
    void theJournalSpeaksThePersonsLanguage() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("journal-fr");
        }
    }

    @Test
    void aRefusalNamesTheReasonAndTheWaysOutAndTheOverrideIsHardToGet() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("refused-fr");
            List<JournalEntry> exposures = rig.desk.journal().stream()
                    .filter(entry -> entry.kind() == JournalKind.EXPOSURE).toList();
            assertEquals(1, exposures.size());
            assertEquals("elle n'a pas de clé", exposures.getFirst().payload().reason().orElseThrow());
            assertEquals(List.of("nobody@example.org"), exposures.getFirst().payload().recipients());
        }
    }

    @Test
    void goingBackFromARefusalLeavesADraftAndNothingElse() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.EN, 80, 24)).start()) {
            rig.play("refused-en");
            assertEquals(1, rig.desk.read(tx -> new Drafts(rig.desk.clock).list(tx)).size());
            assertTrue(rig.desk.journal().stream().noneMatch(entry -> entry.kind() == JournalKind.EXPOSURE));
            assertEquals(0, rig.hurried());
        }
    }

    @Test
    void anOverriddenReplyToAnEncryptedMessageLosesItsQuoteAndSubject() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.write(tx -> rig.desk.keyring.distrust(tx, Cast.bob().certificate().fingerprint(), "essai",
                    rig.desk.people.byName(tx, "alice").orElseThrow().id(), rig.desk.clock.instant()));
            rig.start().play("override-reply-fr");
            List<Summary> messages = inCase(rig, EAUX);
            assertEquals("", messages.getFirst().subject());
            assertFalse(messages.getFirst().snippet().contains("collecteur"));
        }
    }

    @Test
    void oneKeyAcceptsTheSuggestedCase() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.take(rig.desk.letter(Cast.bob(), "Encore moi", "En clair, de mon téléphone.").clear(rig.desk));
            rig.start().play("sort-fr");
            assertEquals(2, inCase(rig, EAUX).size());
        }
    }

    @Test
    void aNoteStaysInsideAndLooksUnlikeAReply() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("note-fr");
            assertTrue(rig.desk.read(tx -> new Outbox(rig.desk.vault(), rig.desk.messages, rig.desk.journal,
                    rig.desk.clock).list(tx)).isEmpty());
        }
    }

    @Test
    void searchFindsWithoutAccentsAndGoesToTheCase() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("search-fr");
        }
    }

    @Test
    void oneKeyLocksAndThePassphraseOpensAgain() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("lock-fr");
            assertTrue(rig.closedVault());
        }
    }

    @Test
    void whatWasBeingWrittenIsKeptWhenTheScreenLocks() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("lock-writing-fr");
        }
    }

    @Test
    void theScreenLocksByItselfAndAKeyThatComesTooLateOpensNothing() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            assertTrue(rig.sees("Eaux usées"));
            rig.desk.clock.advance(Duration.ofMinutes(11));
            rig.term.type("\u001b[B");
            assertTrue(rig.sees("Guichet, verrouillé"));
            assertTrue(rig.term.lines().stream().noneMatch(row -> row.contains("Eaux usées")));
        }
    }

    @Test
    void whatIsBeingWrittenIsKeptWhenTheTerminalGoesAway() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            assertTrue(rig.sees("Eaux usées"));
            rig.term.type("m");
            rig.term.type("bob@example.org\t\t\t\tUn texte que rien n'interrompt.");
            assertTrue(rig.sees("Un texte que rien"));
            rig.hangUpAndWait();
            try (Vault again = rig.desk.temp().openAgain()) {
                assertEquals("Un texte que rien n'interrompt.",
                        again.read(tx -> new Drafts(rig.desk.clock).list(tx)).getFirst().draft().body());
            }
        }
    }

    @Test
    void keysThatEndSoonAreTold() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.acceptKey(Cast.carolExpired());
            rig.start();
            assertTrue(rig.sees("Clés qui expirent"));
        }
    }

    @Test
    void everyListOpensInBothLanguagesAndAfterAResize() throws Exception {
        for (Lang lang : Lang.values()) {
            try (ScreenRig rig = withBob(new ScreenRig(lang, 80, 24)).start()) {
                rig.play(lang == Lang.FR ? "tour-fr" : "tour-en");
            }
        }
    }

    @Test
    void nothingInAMessageReachesTheTerminalAsAnythingButText() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            StringBuilder hostile = new StringBuilder("x");
            for (int c = 1; c < 0x3000; c++) {
                int type = Character.getType(c);
                if (type == Character.CONTROL || type == Character.FORMAT || type == Character.NON_SPACING_MARK) {
                    hostile.appendCodePoint(c);
                }
            }
            String body = "\u001b]0;titre\u0007\u001b[2J\u001b[31m\u009b31m\u202egnp.exe\u2066\u200b" + hostile;
            rig.desk.take(rig.desk.letter(Cast.bob(), "\u001b[2J\u202erouge\u0007", body).encrypted(rig.desk));
            rig.start().play("hostile-fr");
        }
    }

    @Test
    void anotherProcessesChangeIsSeenWithoutAKey() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            assertTrue(rig.sees("Eaux usées"));
            try (Vault other = rig.desk.temp().openAgain()) {
                other.write(tx -> rig.desk.cases.open(tx, "Ouvert ailleurs", TestDesk.ALICE));
            }
            assertTrue(rig.sees("Ouvert ailleurs"));
        }
    }

    @Test
    void whatWasJustSentCountsDownAndOneKeyTakesItBack() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("undo-fr");
            assertEquals(List.of("withdrawn"), states(rig));
            assertEquals(1, inCase(rig, EAUX).size(), "it stands in the case no more");
            assertEquals(1, rig.desk.read(tx -> new Drafts(rig.desk.clock).list(tx)).size());
        }
    }

    @Test
    void whatWasTakenBackIsSentAsItWasChanged() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.EN, 80, 24)).start()) {
            rig.play("undo-again-en");
            assertEquals(List.of("counting", "withdrawn"), states(rig));
            rig.desk.clock.advance(Duration.ofSeconds(11));
            rig.term.type("?");
            assertTrue(rig.term.await(rows -> rows.stream().noneMatch(row -> row.contains("Leaves in")),
                    Duration.ofSeconds(20)));
            assertTrue(comesTo(rig, List.of("waiting", "withdrawn")), "let go when the time is over");
        }
    }

    @Test
    void whatCountsDownWhenTheScreenIsLockedIsLetGo() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.EN, 80, 24)).start()) {
            rig.play("undo-lock-en");
            assertTrue(rig.term.await(_ -> rig.closedVault(), Duration.ofSeconds(20)));
            try (Vault again = rig.desk.temp().openAgain()) {
                assertEquals(List.of("waiting"), states(rig, again));
            }
        }
    }

    @Test
    void whatAKilledScreenCountedDownIsADraftAgainAndSaidToBe() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.release(Cast.bob(), "Trop tard ?");
            rig.desk.clock.advance(Duration.ofSeconds(71));
            rig.start();
            assertTrue(rig.sees("rien n'est parti, c'est un brouillon (D)."));
            assertEquals(List.of("withdrawn"), states(rig));
            assertEquals("Trop tard ?",
                    rig.desk.read(tx -> new Drafts(rig.desk.clock).list(tx)).getFirst().draft().body());
        }
    }

    @Test
    void anAnswerToAnEncryptedMailWhoseAuthorIsNotProvenQuotesNothingOfIt() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.take(rig.desk.letter(Cast.bob(), "Le secret", "le puits est derrière la ferme")
                    .claimingToBe("mallory@example.org").encrypted(rig.desk));
            rig.start().play("oracle-fr");
        }
    }

    @Test
    void pastedWordsOfAnEncryptedMessageNeverLeaveInTheClearUnnoticed() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.take(rig.desk.letter(Cast.bob(), "Nuit",
                    "Voici les photos du collecteur, de la vanne et du bassin de nuit.").encrypted(rig.desk));
            rig.start().play("pasted-fr");
            List<byte[]> leaving = rig.desk.read(tx -> tx.list("SELECT bytes FROM outbox", row -> row.bytes("bytes")));
            assertEquals(1, leaving.size());
            assertFalse(new String(leaving.getFirst(), StandardCharsets.UTF_8).contains("collecteur"));
        }
    }

    @Test
    void aNewMachineIsLedToAnOpenVaultAndItsAccountWithoutTheCommandLine() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 80, 24)) {
            List<String> shown = new ArrayList<>();
            rig.startAnew((name, address, passphrase) -> {
                assertEquals("alice alice@example.org", name + " " + address);
                return new Foundation.Outcome.Made(rig.desk.temp().recovery());
            });
            rig.play("first-start");
            shown.addAll(rig.term.lines());
            Matcher key = Pattern.compile("([0-9A-Z]{4}-){8}([0-9A-Z]{4})").matcher(String.join("\n", shown));
            assertTrue(key.find(), shown.toString());
            rig.term.type("\u0015" + key.group(2) + "\n");
            rig.play("account-fr");
            rig.play("link-offer-fr");
            assertEquals("fr", rig.desk.read(tx -> rig.desk.settings.get(tx, Setting.LANGUAGE)));
            assertEquals(2, rig.desk.read(rig.desk.accounts::mail).size());
        }
    }

    @Test
    void anotherKeyForAKnownPersonStopsSendingAndIsDecidedOnASheetThatShowsBoth() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.write(tx -> rig.desk.keyring.importCertificate(tx, Cast.bobWithNewKey().certificate(),
                    KeySource.AUTOCRYPT, rig.desk.clock.instant()));
            rig.start().play("alarm-fr");
            assertTrue(rig.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.KEY_KEPT));
            assertEquals(0, rig.hurried(), "nothing was sent");
        }
    }

    @Test
    void aContactInTheClearStandsInTheCaseAndCountsAsAnExposure() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("contact-fr");
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.CONTACT_IN_CLEAR)
                    .count());
        }
    }

    @Test
    void theOutboxTriesAgainAsksAboutWhatIsUnknownAndGivesBackWhatWaits() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            for (String body : List.of("troisième", "deuxième", "première")) {
                rig.release(body);
            }
            rig.desk.write(tx -> tx.update("UPDATE outbox SET state = 'UNKNOWN', error = 'lost' WHERE id = 3"));
            rig.desk.write(tx -> tx.update("UPDATE outbox SET state = 'FAILED', error = '550 no' WHERE id = 2"));
            rig.start().play("outbox-fr");
            assertEquals(List.of("waiting", "waiting", "withdrawn"), states(rig));
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.SEND_REPEATED)
                    .count());
        }
    }

    @Test
    void whatIsUnknownIsSettledByAPersonAndJournalled() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.release("deuxième");
            rig.release("première");
            rig.desk.write(tx -> tx.update("UPDATE outbox SET state = 'UNKNOWN', error = 'lost'"));
            rig.start().play("settle-fr");
            assertEquals(List.of("sent", "failed"), states(rig));
            assertEquals(2, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.SEND_SETTLED)
                    .count());
        }
    }

    @Test
    void anAttachmentIsWrittenWhereThePersonSaysAndNowhereElse(@TempDir Path folder) throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            rig.desk.take(withAttachment("../../.ssh/autorisé$(id)"));
            rig.start();
            assertTrue(rig.sees("À trier"));
            rig.term.type("\t");
            assertTrue(rig.sees("Pièce jointe 1"));
            rig.term.type("s");
            assertTrue(rig.sees("hors du coffre"));
            assertTrue(rig.sees("lisible par qui lit ce disque"));
            rig.term.type("1");
            assertTrue(rig.sees("~/autorisé__id_"));
            Path there = Files.writeString(folder.resolve("là"), "avant");
            rig.term.type("\u0015" + there + "\n");
            assertTrue(rig.sees("Il y a déjà un fichier"));
            assertEquals("avant", Files.readString(there));
            assertEquals(0, written(rig));
            rig.term.type("s");
            rig.term.type("1");
            rig.term.type("\u0015" + folder.resolve("nulle/part") + "\n");
            assertTrue(rig.sees("N'a pas pu être écrit"));
            assertEquals(0, written(rig));
            rig.term.type("s");
            rig.term.type("1");
            Path here = folder.resolve("ici");
            rig.term.type("\u0015" + here + "\n");
            assertTrue(rig.sees("Écrit, hors du coffre"));
            assertEquals("#!/bin/sh", Files.readString(here).strip());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(here)));
            assertEquals(1, written(rig));
        }
    }

    private static long written(ScreenRig rig) throws VaultException {
        return rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.ATTACHMENT_WRITTEN).count();
    }

    private static byte[] withAttachment(String name) {
        return """
                From: bob@example.org
                To: alice@guichet.example
                Subject: Pièce
                Message-ID: <piece@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Voici.
                --b
                Content-Type: application/x-sh
                Content-Disposition: attachment; filename="%s"

                #!/bin/sh
                --b--
                """.formatted(name).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatTakesLongIsShownAndCanBeCancelled() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start();
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String server = "://127.0.0.1:" + silent.getLocalPort();
            assertTrue(rig.sees("Eaux usées"));
            rig.term.type("M");
            assertTrue(rig.sees("Comptes"));
            rig.term.type("a");
            assertTrue(rig.sees("Votre compte de courriel"));
            rig.term.type("imap" + server + "\tsmtp" + server + "\t\thunter2");
            rig.term.type("\u0013");
            silent.accept();
            rig.desk.clock.advance(Duration.ofSeconds(2));
            rig.term.resize(100, 30);
            assertTrue(rig.sees("Connexion aux serveurs"));
            assertTrue(rig.sees("Échap annule"));
            rig.term.type("\u001b");
            assertTrue(rig.term.await(rows -> rows.stream().noneMatch(row -> row.contains("Connexion aux serveurs")),
                    Duration.ofSeconds(20)));
            assertTrue(rig.sees("Votre compte de courriel"), "what was typed is still there");
            assertEquals(1, rig.desk.read(rig.desk.accounts::mail).size());
        }
    }

    @Test
    void readingOnTakesOneKeyAndHelpIsThereFromEverywhere() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24))) {
            MessageId second = rig.desk.take(rig.desk.letter(Cast.bob(), "Suite", "Un deuxième courrier.")
                    .at(rig.desk.clock.instant().minus(Duration.ofHours(5))).encrypted(rig.desk));
            rig.desk.write(tx -> rig.desk.messages.file(tx, second, EAUX, TestDesk.ALICE));
            rig.start().play("frequent-fr");
            assertTrue(areRead(rig));
        }
    }

    @Test
    void onesOwnKeyIsExtendedAndTheJournalHasIt() throws Exception {
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24)).start()) {
            rig.play("extend-fr");
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.KEY_EXTENDED)
                    .count());
            PersonId alice = rig.desk.alice().id();
            assertEquals(Optional.of(rig.desk.clock.instant().plus(Duration.ofDays(365))),
                    rig.desk.read(tx -> rig.desk.people.key(tx, alice)).certificate().expires());
        }
    }

    @Test
    void theKeyOfASharedAddressIsExtendedByWhoeverIsThere() throws Exception {
        Address contact = new Address("contact@guichet.example");
        try (ScreenRig rig = withBob(new ScreenRig(Lang.FR, 80, 24));
                SecretKey key = SecretKey.generate("Guichet <contact@guichet.example>",
                        rig.desk.clock.instant().minus(Duration.ofDays(90)),
                        rig.desk.clock.instant().plus(Duration.ofDays(20)))) {
            PersonId alice = rig.desk.alice().id();
            rig.desk.write(tx -> {
                rig.desk.people.storeKey(tx, alice, key);
                rig.desk.people.shareKey(tx, new SharedKey(contact, key.fingerprint()));
                return tx;
            });
            rig.start().play("extend-shared-fr");
            assertEquals(Optional.of(rig.desk.clock.instant().plus(Duration.ofDays(365))),
                    rig.desk.read(tx -> rig.desk.people.key(tx, alice, contact)).certificate().expires());
            assertEquals(Cast.alice().certificate().expires(),
                    rig.desk.read(tx -> rig.desk.people.key(tx, alice)).certificate().expires());
        }
    }

    private static List<String> states(ScreenRig rig) throws VaultException {
        return states(rig, rig.desk.vault());
    }

    private static List<String> states(ScreenRig rig, Vault vault) throws VaultException {
        Outbox outbox = new Outbox(vault, rig.desk.messages, rig.desk.journal, rig.desk.clock);
        return vault.read(outbox::list).stream().map(row -> row.state().word()).toList();
    }

    private static boolean comesTo(ScreenRig rig, List<String> states) throws Exception {
        for (int i = 0; i < 400 && !states(rig).equals(states); i++) {
            Thread.sleep(20);
        }
        return states(rig).equals(states);
    }
}
