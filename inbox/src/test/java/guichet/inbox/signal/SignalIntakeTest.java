package guichet.inbox.signal;

import static guichet.inbox.signal.SignalLines.BOB;
import static guichet.inbox.signal.SignalLines.CAROL;
import static guichet.inbox.signal.SignalLines.MALLORY;
import static guichet.inbox.signal.SignalLines.US;
import static guichet.inbox.signal.SignalLines.US_TOO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalDetails.Missing;
import guichet.keystore.Setting;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalIntakeTest {
    private SignalDesk desk;
    private Instant now;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
        now = desk.now;
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void aMessageComesInAsItWasSaid() throws VaultException {
        MessageId id = only(desk.take(SignalLines.says(BOB, now, "J'ai les photos")));
        Message message = desk.show(id);
        assertEquals(Channel.SIGNAL, message.summary().channel());
        assertEquals(Direction.IN, message.summary().direction());
        assertEquals(new Party("Bob", "signal:+33612345678"), message.summary().from());
        assertEquals("J'ai les photos", message.body());
        assertEquals("", message.summary().subject());
        assertFalse(message.summary().read());
        Protection protection = message.summary().protection().orElseThrow();
        assertEquals(Protection.Encryption.END_TO_END, protection.encryption());
        assertEquals(Protection.Signature.NONE, protection.signature());
        assertEquals(Optional.of(new Protection.Identity(desk.key(BOB).digits(), SignalTrust.UNKNOWN)),
                protection.identity());
    }

    @Test
    void theSameByWhateverWayIsOneMessage() throws VaultException {
        String line = SignalLines.says(BOB, now, "une fois");
        assertEquals(1, desk.take(line, line).stored().size());
        assertEquals(List.of(), desk.take(line).stored());
        String redelivered = line.replaceAll("\"serverDeliveredTimestamp\":[0-9]+", "\"serverDeliveredTimestamp\":7");
        assertEquals(List.of(), desk.take(redelivered).stored());
        assertEquals(List.of("une fois"), desk.bodies());
    }

    @Test
    void twoThatDifferInTimeAuthorOrConversationAreTwo() throws VaultException {
        assertEquals(4, desk.take(SignalLines.says(BOB, now, "oui"), SignalLines.says(BOB, now.plusMillis(1), "oui"),
                SignalLines.says(CAROL, now, "oui"), SignalLines.says(BOB, now, "oui", SignalLines.inGroup())).stored()
                .size());
    }

    @Test
    void whatOneAccountOfOursWritesToAnotherIsOneMessageOnBothSides() throws VaultException {
        AccountId other = desk
                .write(tx -> desk.accounts.add(tx, US_TOO.phone(), "signal-cli", Optional.empty()));
        desk.take(SignalLines.weSaid(US_TOO, now, "à toi", ""));
        desk.take(other, desk.observed(), SignalLines.says(US, now, "à toi"));
        assertEquals(List.of("à toi"), desk.bodies());
        String group = SignalLines.says(BOB, now, "à tous", SignalLines.inGroup());
        desk.take(group);
        desk.take(other, desk.observed(),
                group.replace("\"serverDeliveredTimestamp\":", "\"serverDeliveredTimestamp\":1"));
        assertEquals(2, desk.bodies().size());
    }

    @Test
    void somebodyKnownFirstByNumberAndThenByAccountIsOneConversation() throws VaultException {
        String byNumber = SignalLines.says(BOB, now, "un").replace("\"sourceUuid\":\"" + BOB.aci() + "\"",
                "\"sourceUuid\":null");
        String byAccount = SignalLines.says(BOB, now.plusSeconds(1), "deux").replace("\"" + BOB.number() + "\"", "null")
                .replace("\"source\":null", "\"source\":\"x\"");
        MessageId first = only(desk.takeUnseen(byNumber));
        MessageId second = only(desk.takeUnseen(byAccount));
        MessageId third = only(desk.take(SignalLines.says(BOB, now.plusSeconds(2), "trois"), byNumber));
        assertEquals(desk.show(first).thread(), desk.show(third).thread());
        assertEquals(3, desk.bodies().size());
        // The first two conversations have become one: the second message answers to its name there.
        desk.take(SignalLines.reacts(BOB, now.plusSeconds(3), BOB, now.plusSeconds(1), "👍"));
        assertEquals(1, desk.details(second).reactions().size());
    }

    @Test
    void filesGoIntoTheVaultAndAreNamedForDeletion() throws VaultException {
        desk.files.put("abc.jpg", "xyz".getBytes(StandardCharsets.UTF_8));
        TakenSignals taken = desk
                .take(SignalLines.says(BOB, now, "voici", SignalLines.attached("abc.jpg", "eaux.jpg")));
        Message message = desk.show(only(taken));
        assertEquals(List.of("abc.jpg"), taken.filesTaken());
        assertEquals("eaux.jpg", message.attachments().getFirst().name());
        assertEquals("3608bca1e44ea6c4d268eb6db02260269892c0b42b86bbf1e77a6fa16c3c9282",
                message.attachments().getFirst().sha256());
        TakenSignals again = desk
                .take(SignalLines.says(BOB, now, "voici!", SignalLines.attached("abc.jpg", "eaux.jpg")));
        assertEquals(List.of(), again.stored());
        assertEquals(List.of("abc.jpg"), again.filesTaken(), "the vault has it");
    }

    @Test
    void aFileThatIsNotThereIsAWordAndNoFailure() throws VaultException {
        desk.files.put("big.mp4", "huge".getBytes(StandardCharsets.UTF_8));
        TakenSignals taken = desk.take(SignalLines.says(BOB, now, "a", SignalLines.attached("gone.jpg", "a.jpg")),
                SignalLines.says(BOB, now.plusSeconds(1), "b", SignalLines.attached("../../etc/passwd", "p")),
                SignalLines.says(BOB, now.plusSeconds(2), "c", SignalLines.attached("big.mp4", "")));
        assertEquals(List.of(new Missing("a.jpg", "image/jpeg", "missing")),
                desk.details(taken.stored().get(0)).missing());
        assertEquals(List.of(new Missing("p", "image/jpeg", "bad-name")),
                desk.details(taken.stored().get(1)).missing());
        assertEquals(List.of(new Missing("", "image/jpeg", "too-large")),
                desk.details(taken.stored().get(2)).missing());
        assertEquals(List.of(), taken.filesTaken());
        assertEquals(List.of("big.mp4"), taken.filesLeft());
    }

    @Test
    void smallPicturesOfWhatIsElsewhereAreDeleted() throws VaultException {
        String preview = ",\"previews\":[{\"url\":\"https://x\",\"title\":\"t\",\"description\":\"d\",\"image\":"
                + "{\"contentType\":\"image/png\",\"filename\":null,\"id\":\"prev.png\",\"size\":1}}]";
        TakenSignals taken = desk.take(SignalLines.says(BOB, now, "https://x", preview));
        assertEquals(List.of("prev.png"), taken.filesTaken());
        assertEquals(List.of(), desk.show(only(taken)).attachments());
    }

    @Test
    void namesAndTextsOfStrangersAreKeptAsText() throws VaultException {
        MessageId id = only(desk.take(SignalLines.says(new SignalLines.Who(BOB.number(), BOB.aci(),
                "\\u001b[31mBob\\u202e\\u0000../"), now, "a\\u0000b\\u001b]0;x\\u0007")));
        assertEquals("a\ufffdb\u001b]0;x\u0007", desk.show(id).body());
        assertTrue(desk.show(id).summary().from().name().startsWith("\u001b[31mBob"));
    }

    @Test
    void mentionsAreNamedAndWrongOnesHarmNothing() throws VaultException {
        desk.take(SignalLines.says(CAROL, now, "x"));
        String mention = ",\"mentions\":[{\"name\":\"x\",\"number\":null,\"uuid\":\"" + CAROL.aci()
                + "\",\"start\":%d,\"length\":%d}]";
        assertEquals("voir @Carol.", desk.show(only(desk.take(SignalLines.says(BOB, now, "voir \ufffc.",
                mention.formatted(5, 1))))).body());
        int n = 0;
        for (int[] wrong : new int[][]{{-1, 1}, {6, 1}, {0, 99}, {5, -1}, {2_000_000_000, 2_000_000_000}}) {
            assertEquals("voir \ufffc", desk.show(only(desk.take(SignalLines.says(BOB, now.plusSeconds(++n),
                    "voir \ufffc", mention.formatted(wrong[0], wrong[1]))))).body());
        }
    }

    @Test
    void clocksThatAreYearsOffPutNothingOnTop() throws VaultException {
        MessageId future = only(desk.take(SignalLines.says(BOB, now.plus(Duration.ofDays(4000)), "demain")));
        desk.desk.clock.advance(Duration.ofMinutes(1));
        MessageId today = only(desk.take(SignalLines.says(BOB, now.plusSeconds(60), "maintenant")));
        MessageId past = only(desk.take(SignalLines.says(BOB, Instant.ofEpochMilli(1), "hier")));
        List<MessageId> order = desk.read(tx -> desk.desk.messages.list(tx, MessageFilter.all(9))).stream()
                .map(summary -> summary.id()).toList();
        assertEquals(List.of(today, future, past), order);
    }

    @Test
    void whatOurTelephoneSentStandsAsSent() throws VaultException {
        MessageId id = only(desk.take(SignalLines.weSaid(BOB, now, "bien reçu", "")));
        Message message = desk.show(id);
        assertEquals(Direction.OUT, message.summary().direction());
        assertTrue(message.summary().read());
        assertEquals("signal:+33612345678", message.to().getFirst().address());
        assertEquals(desk.show(only(desk.take(SignalLines.says(BOB, now.plusSeconds(1), "ok")))).thread(),
                message.thread());
        assertEquals(Optional.of(US.recipient()),
                desk.read(tx -> desk.accounts.find(tx, desk.account)).orElseThrow().aci());
    }

    @Test
    void nobodyElseSpeaksAsUs() throws VaultException {
        String forged = SignalLines.weSaid(BOB, now, "nous payons", "").replace(US.number(), MALLORY.number())
                .replace(US.aci().toString(), MALLORY.aci().toString());
        TakenSignals taken = desk.take(forged);
        assertEquals(1, taken.notUnderstood());
        assertEquals(Direction.IN, desk.show(only(taken)).summary().direction());
        desk.take(SignalLines.weSaid(BOB, now, "vrai", ""));
        String stolen = SignalLines.weSaid(BOB, now.plusSeconds(1), "faux", "").replace(US.aci().toString(),
                MALLORY.aci().toString());
        assertEquals(1, desk.take(stolen).notUnderstood(), "our number, and another account");
        assertFalse(desk.bodies().contains("faux"));
    }

    @Test
    void whatIsNotUnderstoodIsKeptAndStopsNothing() throws VaultException {
        TakenSignals taken = desk.take(SignalLines.says(BOB, now, "avant"), "{\"envelope\":", "[".repeat(10_000),
                SignalLines.envelope(BOB, now.plusSeconds(1), "\"hologramMessage\":{}"),
                SignalLines.says(BOB, now.plusSeconds(2), "après"));
        assertEquals(5, taken.stored().size());
        assertEquals(3, taken.notUnderstood());
        Message unread = desk.show(taken.stored().get(3));
        assertEquals("not-understood", unread.summary().subject());
        assertEquals("Bob", unread.summary().from().name());
        assertEquals("", desk.show(taken.stored().get(1)).summary().from().name());
        assertEquals(0, desk.intake.readAgain(100), "by the same version");
    }

    @Test
    void aLaterVersionReadsAgainWhatThisOneDidNot() throws VaultException {
        String poll = SignalLines.says(BOB, now, "",
                ",\"pollCreate\":{\"question\":\"?\",\"picture\":{\"id\":\"p.png\",\"contentType\":\"image/png\"}}");
        desk.files.put("p.png", new byte[]{1, 2, 3});
        String garbage = "{\"envelope\":";
        TakenSignals taken = desk.take(poll, garbage);
        assertEquals(List.of("p.png"), taken.filesTaken(), "it would be gone by then");
        MessageId filed = taken.stored().getFirst();
        var caseId = desk.write(tx -> desk.desk.cases.open(tx, "x", guichet.inbox.TestDesk.ALICE));
        desk.write(tx -> desk.desk.messages.file(tx, filed, caseId, guichet.inbox.TestDesk.ALICE));
        EnvelopeReader now = new EnvelopeReader();
        EnvelopeReading later = new EnvelopeReading() {
            @Override
            public int version() {
                return now.version() + 1;
            }

            @Override
            public Envelope read(byte[] raw) {
                String line = new String(raw, StandardCharsets.UTF_8);
                return now.read(SignalLines.bytes(line
                        .replace("\"message\":null", "\"message\":\"Sondage\"")
                        .replace("\"pollCreate\":{\"question\":\"?\",\"picture\":", "\"attachments\":[")
                        .replace("image/png\"}}}}}", "image/png\"}]}}}")));
            }
        };
        VaultSignalIntake upgraded = desk.intake(later);
        assertEquals(2, upgraded.readAgain(100));
        assertEquals(0, upgraded.readAgain(100));
        assertTrue(desk.bodies().contains("Sondage"));
        var inCase = desk.read(tx -> desk.desk.messages.list(tx, MessageFilter.inCase(caseId, 9)));
        assertEquals(List.of("Sondage"), inCase.stream().map(summary -> summary.snippet()).toList());
        assertEquals(1, desk.show(inCase.getFirst().id()).attachments().size());
        assertEquals(2, desk.bodies().size(), "the garbage is still there, and nothing twice");
    }

    @Test
    void aBatchAndThePositionAreStoredTogetherOrNotAtAll() throws VaultException {
        SpoolMark mark = new SpoolMark(desk.account, "s1", 500);
        AttachmentFiles broken = (_, _) -> {
            throw new IllegalStateException("the power is gone");
        };
        List<SignalDelivery> lines = List.of(SignalLines.delivery(SignalLines.says(BOB, now, "un")),
                SignalLines
                        .delivery(SignalLines.says(BOB, now.plusSeconds(1), "x", SignalLines.attached("a.jpg", "a"))));
        assertThrows(IllegalStateException.class, () -> desk.intake.takeAll(lines, mark, List.of(), broken));
        assertEquals(0, desk.intake.position(desk.account, "s1"));
        assertEquals(List.of(), desk.bodies());
        AttachmentFiles none = (_, _) -> new AttachmentFiles.Contents.Missing();
        desk.intake.takeAll(lines, mark, List.of(), none);
        assertEquals(500, desk.intake.position(desk.account, "s1"));
        assertEquals(List.of(), desk.intake.takeAll(lines, mark, List.of(), none).stored(), "taken already");
        assertEquals(2, desk.bodies().size());
        SpoolMark behind = new SpoolMark(desk.account, "s1", 300);
        String third = SignalLines.says(BOB, now.plusSeconds(2), "trois");
        desk.intake.takeAll(List.of(SignalLines.delivery(third)), behind, List.of(), none);
        assertEquals(500, desk.intake.position(desk.account, "s1"), "it never goes back");
        assertEquals(2, desk.bodies().size());
    }

    @Test
    void reactionsEditsReceiptsAndQuotesFindTheirMessage() throws VaultException {
        MessageId ours = only(desk.take(SignalLines.weSaid(BOB, now, "Qui ?", "")));
        Instant later = now.plusSeconds(10);
        desk.take(SignalLines.reacts(BOB, later, US, now, "👍"), SignalLines.received(BOB, later, "delivery", now),
                SignalLines.received(BOB, later.plusSeconds(1), "read", now));
        assertEquals("👍", desk.details(ours).reactions().getFirst().emoji());
        assertEquals(Optional.of(later), desk.details(ours).receipts().delivered());
        assertEquals(Optional.of(later.plusSeconds(1)), desk.details(ours).receipts().read());
        desk.take(SignalLines.says(BOB, later.plusSeconds(2), "", SignalLines.reaction(US, now, "👍", true)));
        assertEquals(List.of(), desk.details(ours).reactions());
        MessageId answer = only(desk.take(SignalLines.says(BOB, later.plusSeconds(3), "Moi",
                SignalLines.quoting(US, now, "Qui ?"))));
        assertEquals(Optional.of(ours), desk.details(answer).quote().orElseThrow().message());
        desk.take(SignalLines.edits(BOB, later.plusSeconds(4), later.plusSeconds(3), "Moi, Bob"));
        assertEquals("Moi, Bob", desk.show(answer).body());
        assertEquals(List.of(new SignalDetails.Earlier(later.plusSeconds(3), "Moi")), desk.details(answer).earlier());
        assertEquals(List.of(answer), found("Moi Bob"));
    }

    @Test
    void searchSeesTextsNamesAndFiles() throws VaultException {
        desk.files.put("f.pdf", new byte[]{1});
        MessageId id = only(desk.take(SignalLines.says(BOB, now, "Les relevés d'été", SignalLines.attached("f.pdf",
                "analyses.pdf"))));
        assertEquals(List.of(id), found("releves"));
        assertEquals(List.of(id), found("bob"));
        assertEquals(List.of(id), found("analyses"));
        desk.take(SignalLines.edits(BOB, now.plusSeconds(1), now, "Les mesures"));
        assertEquals(List.of(), found("releves"));
        assertEquals(List.of(id), found("mesures"));
    }

    @Test
    void aDeletionIsKeptAndToldOrErasesEveryTrace() throws VaultException {
        MessageId kept = only(desk.take(SignalLines.says(BOB, now, "zanzibar un")));
        TakenSignals taken = desk.take(SignalLines.deletes(BOB, now.plusSeconds(1), now));
        assertEquals(List.of(kept), taken.changed());
        assertEquals(SignalDetails.Taken.DELETED, desk.details(kept).taken());
        assertEquals("zanzibar un", desk.show(kept).body());
        desk.set(Setting.SIGNAL_DELETIONS, "erase");
        desk.files.put("z.jpg", "zanzibar".getBytes(StandardCharsets.UTF_8));
        Instant later = now.plusSeconds(10);
        MessageId gone = only(desk.take(SignalLines.says(BOB, later, "zanzibar deux",
                SignalLines.attached("z.jpg", "zanzibar.jpg"))));
        desk.take(SignalLines.edits(BOB, later.plusSeconds(1), later, "zanzibar trois"));
        desk.take(SignalLines.deletes(BOB, later.plusSeconds(2), later.plusSeconds(1)));
        assertEquals("", desk.show(gone).body());
        assertEquals(List.of(), desk.show(gone).attachments());
        assertTrue(desk.details(gone).erasedAt().isPresent());
        assertEquals(List.of(), desk.details(gone).earlier());
        assertEquals(List.of(kept), found("zanzibar"));
        assertEquals(2, desk.journalled(JournalKind.MESSAGE_DELETED_BY_SENDER).size());
        assertEquals(0, desk.traces("zanzibar deux") + desk.traces("zanzibar trois"));
        desk.take(SignalLines.edits(BOB, later.plusSeconds(3), later, "zanzibar quatre"));
        assertEquals("", desk.show(gone).body(), "what was erased does not come back by an edit");
        assertEquals(0, desk.traces("zanzibar quatre"));
    }

    @Test
    void nobodyTakesBackOrEditsWhatOthersSaid() throws VaultException {
        MessageId bobs = only(desk.take(SignalLines.says(BOB, now, "preuve", SignalLines.inGroup())));
        desk.take(SignalLines.says(MALLORY, now.plusSeconds(1), "", ",\"remoteDelete\":{\"timestamp\":"
                + now.toEpochMilli() + "}" + SignalLines.inGroup()),
                SignalLines.edits(MALLORY, now.plusSeconds(2), now, "rien"));
        assertEquals("preuve", desk.show(bobs).body());
        assertEquals(SignalDetails.Taken.NO, desk.details(bobs).taken());
    }

    @Test
    void whoeverTookOverANumberDoesNotRewriteWhatItsOwnerSaid() throws VaultException {
        desk.accept(BOB);
        MessageId bobs = only(desk.take(SignalLines.says(BOB, now, "preuve")));
        desk.changeKey(BOB, '9');
        TakenSignals taken = desk.take(SignalLines.edits(BOB, now.plusSeconds(2), now, "rien"),
                SignalLines.deletes(BOB, now.plusSeconds(3), now));
        assertEquals(1, taken.alarms().size());
        assertEquals("preuve", desk.show(bobs).body());
        assertEquals(SignalDetails.Taken.NO, desk.details(bobs).taken());
        assertEquals(2, gaps().size(), "what is held back is told");
        desk.accept(BOB);
        assertEquals("rien", desk.show(bobs).body(), "a person has taken the new key for Bob's");
        assertEquals(SignalDetails.Taken.DELETED, desk.details(bobs).taken());
        assertEquals(List.of(), gaps());
    }

    @Test
    void anEditBringsNoFileIntoWhatItMayNotChange() throws VaultException {
        desk.accept(BOB);
        MessageId bobs = only(desk.take(SignalLines.says(BOB, now, "preuve")));
        desk.changeKey(BOB, '9');
        desk.files.put("x.pdf", new byte[]{1});
        String edit = SignalLines.edits(BOB, now.plusSeconds(2), now, "faux").replace("\"viewOnce\":false",
                "\"viewOnce\":false" + SignalLines.attached("x.pdf", "faux.pdf"));
        TakenSignals taken = desk.take(edit);
        assertEquals(List.of(), desk.show(bobs).attachments());
        assertEquals("preuve", desk.show(bobs).body());
        MessageId apart = only(taken);
        assertEquals(SignalTrust.CHANGED, desk.show(apart).summary().protection().orElseThrow().identity()
                .orElseThrow().trust());
        assertEquals(List.of("x.pdf"), taken.filesTaken());
        desk.accept(BOB);
        assertEquals("faux", desk.show(bobs).body());
        assertEquals(1, desk.show(bobs).attachments().size());
        assertEquals(1, desk.bodies().size(), "it is a version of the other one now");
    }

    @Test
    void whatNobodyHasLookedAtChangesNothingYet() throws VaultException {
        MessageId bobs = only(desk.take(SignalLines.says(BOB, now, "preuve")));
        TakenSignals taken = desk.takeUnseen(SignalLines.deletes(BOB, now.plusSeconds(3), now));
        assertEquals(List.of(desk.identity(BOB).id()), taken.lookAt());
        assertEquals(SignalDetails.Taken.NO, desk.details(bobs).taken());
        desk.intake.observed(desk.account, desk.observed());
        assertEquals(SignalDetails.Taken.DELETED, desk.details(bobs).taken());
    }

    @Test
    void aReportedChangeHoldsAPlaceForWhatWaits() throws VaultException {
        desk.accept(BOB);
        TakenSignals taken = desk.take(SignalLines.failed(BOB, now, "UntrustedIdentityException"));
        MessageId place = only(taken);
        assertEquals("identity-changed", desk.show(place).summary().subject());
        assertEquals(List.of(desk.identity(BOB).id()), taken.alarms());
        assertEquals(SignalTrust.CHANGED, desk.identity(BOB).trust());
        assertEquals(1, desk.journalled(JournalKind.SIGNAL_CHANGED).size());
        TakenSignals then = desk.take(SignalLines.says(BOB, now, "c'est moi"));
        assertEquals(List.of(place), then.stored());
        assertEquals("c'est moi", desk.show(place).body());
        assertEquals("", desk.show(place).summary().subject());
    }

    @Test
    void whatCouldNotBeDecryptedIsAGapUntilItComes() throws VaultException {
        MessageId place = only(desk.take(SignalLines.failed(BOB, now, "ProtocolNoSessionException")));
        assertEquals("cannot-decrypt", gaps().getFirst().kind());
        desk.take(SignalLines.says(BOB, now, "encore"));
        assertEquals("encore", desk.show(place).body());
        assertEquals(List.of(), gaps());
    }

    @Test
    void aReferenceToWhatNeverCameIsAGapAndOneToTheTimeBeforeUsIsNone() throws VaultException {
        desk.take(SignalLines.reacts(BOB, now.plusSeconds(9), US, now.plusSeconds(1), "👍"),
                SignalLines.says(BOB, now.plusSeconds(9), "?", SignalLines.quoting(BOB, now.plusSeconds(2), "x")),
                SignalLines.deletes(BOB, now.plusSeconds(10), now.plusSeconds(3)),
                SignalLines.reacts(BOB, now.plusSeconds(11), US, now.minusSeconds(99), "👍"),
                SignalLines.received(BOB, now.plusSeconds(12), "read", now.plusSeconds(4)));
        assertEquals(List.of("deletion", "quote", "reaction"),
                gaps().stream().map(gap -> gap.kind()).sorted().toList());
        desk.take(SignalLines.weSaid(BOB, now.plusSeconds(1), "là", ""));
        assertEquals(2, gaps().size());
    }

    @Test
    void receiptsForNothingFillNothing() throws VaultException {
        Instant[] many = new Instant[9_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = now.minusSeconds(i);
        }
        desk.take(SignalLines.received(MALLORY, now, "read", many));
        long waiting = desk.read(tx -> tx.one("SELECT count(*) AS n FROM signal_event", row -> row.number("n")))
                .orElseThrow();
        assertTrue(waiting <= 100, "waiting: " + waiting);
    }

    @Test
    void timersAreRememberedAndAnOldMessageOrAFastClockDoesNotUndoThem() throws VaultException {
        desk.take(timed(now.plusSeconds(10), "un", 3600));
        assertEquals(Duration.ofHours(1), desk.identity(BOB).timer());
        desk.take(timed(now.minusSeconds(5), "vieux", 0));
        assertEquals(Duration.ofHours(1), desk.identity(BOB).timer());
        desk.desk.clock.advance(Duration.ofMinutes(1));
        desk.take(timed(now.plus(Duration.ofDays(3000)), "du futur", 60));
        assertEquals(Duration.ofMinutes(1), desk.identity(BOB).timer());
        desk.desk.clock.advance(Duration.ofMinutes(1));
        desk.take(timed(now.plusSeconds(120), "enfin", 0));
        assertEquals(Duration.ZERO, desk.identity(BOB).timer());
    }

    @Test
    void whatVanishesOnTelephonesIsKeptUnlessASettingSaysOtherwise() throws VaultException {
        MessageId id = only(desk.take(timed(now, "zanzibar", 30)));
        assertEquals(Duration.ofSeconds(30), desk.details(id).timer());
        read(id);
        assertEquals(0, expire(Duration.ofDays(9)));
        assertEquals("zanzibar", desk.show(id).body());
        desk.set(Setting.SIGNAL_EXPIRING, "honour");
        MessageId unread = only(desk.take(timed(now.plusSeconds(1), "pas lu", 30)));
        assertEquals(0, expire(Duration.ZERO), "the time runs from here");
        assertEquals(0, expire(Duration.ofSeconds(29)));
        assertEquals(1, expire(Duration.ofSeconds(2)));
        assertEquals("", desk.show(id).body());
        assertEquals(SignalDetails.Taken.EXPIRED, desk.details(id).taken());
        assertEquals(List.of(), found("zanzibar"));
        assertEquals(0, desk.traces("zanzibar"));
        assertEquals(0, expire(Duration.ofDays(9)));
        assertEquals("pas lu", desk.show(unread).body(), "nothing is erased that nobody has seen");
        assertEquals(1, desk.journalled(JournalKind.MESSAGE_EXPIRED).size());
    }

    @Test
    @SuppressWarnings("NullAway") // of a class file it does not see that the array may be null
    void whatLeftFromHereIsFoundByWhoeverAnswersEvenIfTheAnswerIsFaster() throws VaultException {
        desk.accept(BOB);
        MessageId asked = only(desk.take(SignalLines.says(BOB, now, "Combien ?")));
        Instant sent = now.plusSeconds(5);
        desk.take(SignalLines.received(BOB, sent.plusSeconds(1), "delivery", sent),
                SignalLines.reacts(BOB, sent.plusSeconds(1), US, sent, "❤"));
        MessageId ours = desk.write(tx -> {
            MessageId id = desk.desk.messages.add(tx, new NewMessage(Channel.SIGNAL, Direction.OUT, Optional.empty(),
                    new Party("", "signal:" + US.number()), List.of(new Party("Bob", "signal:" + BOB.number())),
                    List.of(), sent, "", "réponse", Optional.of(Protection.SIGNAL), List.of(), Optional.empty(),
                    List.of(), null, Optional.empty()));
            desk.sent.sent(tx, desk.account, id, BOB.phone(), sent,
                    Optional.of(new SignalSent.Quoted(BOB.recipient(), now, "Combien ?")));
            return id;
        });
        assertEquals(Optional.of(sent.plusSeconds(1)), desk.details(ours).receipts().delivered());
        assertEquals(Optional.of(new SignalDetails.Quote("Combien ?", now, Optional.of(asked))),
                desk.details(ours).quote());
        assertEquals(1, desk.details(ours).reactions().size());
        assertEquals(Optional.of(SignalTrust.ACCEPTED), desk.show(ours).summary().protection().orElseThrow().identity()
                .map(Protection.Identity::trust));
        assertEquals(List.of(), desk.take(SignalLines.weSaid(BOB, sent, "réponse", "")).stored());
        SignalMessages.Reference reference = desk.read(tx -> desk.details.reference(tx, ours)).orElseThrow();
        assertEquals(BOB.recipient(), reference.answersGo());
        assertEquals(sent, reference.sent());
    }

    @Test
    void whoeverStandsOnTheTelephonesListAndNeverWroteIsNotWrittenDown() throws VaultException {
        desk.take(SignalLines.says(BOB, now, "x"));
        assertEquals(Optional.empty(), desk.read(tx -> desk.identities.find(tx, MALLORY.recipient())));
    }

    @Test
    void numbersOfAccountsAreNeverGivenTwiceWhateverTheirKind() throws VaultException {
        AccountId first = desk.account;
        assertTrue(Boolean.TRUE.equals(desk.write(tx -> desk.accounts.remove(tx, first))));
        AccountId mail = desk.write(tx -> guichet.inbox.accounts.AccountNumbers.next(tx));
        assertTrue(mail.value() > first.value());
    }

    private void read(MessageId id) throws VaultException {
        desk.write(tx -> {
            desk.desk.messages.markRead(tx, id);
            return id;
        });
    }

    private int expire(Duration later) throws VaultException {
        desk.desk.clock.advance(later);
        return desk.write(desk.expiry::run);
    }

    private static String timed(Instant sent, String text, int seconds) {
        return SignalLines.says(BOB, sent, text).replace("\"expiresInSeconds\":0", "\"expiresInSeconds\":" + seconds);
    }

    private List<SignalMessages.Gap> gaps() throws VaultException {
        return desk.read(tx -> desk.details.gaps(tx, desk.account, 100));
    }

    private List<MessageId> found(String query) throws VaultException {
        return desk.read(tx -> desk.desk.messages.search(tx, query, Optional.empty(), 99)).stream()
                .map(summary -> summary.id()).toList();
    }

    private static MessageId only(TakenSignals taken) {
        assertEquals(1, taken.stored().size());
        return taken.stored().getFirst();
    }
}
