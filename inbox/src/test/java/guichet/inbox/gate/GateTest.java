package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.BOB;
import static guichet.inbox.gate.GateDesk.CAROL;
import static guichet.inbox.gate.GateDesk.DAVE;
import static guichet.inbox.gate.GateDesk.NOBODY;
import static guichet.inbox.gate.GateDesk.draft;
import static guichet.inbox.gate.GateDesk.in;
import static guichet.inbox.gate.GateDesk.saying;
import static guichet.inbox.gate.GateDesk.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.inbox.gate.Gate.Release;
import guichet.inbox.gate.Refusal.Remedy;
import guichet.inbox.gate.Refusal.Why;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
import guichet.inbox.mime.SignerDirectory;
import guichet.keystore.Address;
import guichet.keystore.KeySource;
import guichet.keystore.People;
import guichet.keystore.SharedKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String REASON = "Il n'a pas de clé et l'audience est demain";

    private GateDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new GateDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void encryptsToTheRecipientAndOurselvesAndNobodyElse() throws VaultException {
        Parcel parcel = passed(draft(BOB));

        assertEquals(1, parcel.items().size());
        assertEquals(Set.of(fingerprint(Cast.bob()), fingerprint(Cast.alice())), parcel.items().getFirst().readers());
        assertEquals(List.of(BOB), parcel.items().getFirst().envelope().recipients());
    }

    @Test
    void asASharedAddressWhoeverWritesSignsWithItsKeyAndItReadsWhatWasSent() throws Exception {
        Address address = new Address(Cast.alice().address());
        People people = new People();
        try (SecretKey key = SecretKey.generate("Guichet <" + address.value() + ">", Cast.NOW)) {
            desk.vault.write(tx -> {
                people.storeKey(tx, desk.alice, key);
                people.shareKey(tx, new SharedKey(address, key.fingerprint()));
                return tx;
            });

            Parcel.Item item = passed(draft(BOB)).items().getFirst();

            assertEquals(Set.of(fingerprint(Cast.bob()), key.fingerprint()), item.readers());
            Protection seen = new MailReader(new OpenPgp(), ReadLimits.DEFAULT, desk.clock)
                    .read(ReleasedForTests.bytes(item.wire()), List.of(Cast.bob().key()), knowing(key.certificate()))
                    .protection();
            assertEquals(Protection.Signature.VALID, seen.signature());
            assertEquals(Optional.of(key.fingerprint()), seen.signer().map(Protection.Signer::fingerprint));
        }
    }

    private static SignerDirectory knowing(Certificate certificate) {
        return new SignerDirectory() {
            @Override
            public List<Certificate> certificates() {
                return List.of(certificate);
            }

            @Override
            public Trust trust(Fingerprint signer) {
                return Trust.ACCEPTED;
            }
        };
    }

    @Test
    void aSharedAddressWhoseKeyHasEndedSendsNothingAndSaysSo() throws Exception {
        Address address = new Address(Cast.alice().address());
        People people = new People();
        try (SecretKey key = SecretKey.generate("Guichet <" + address.value() + ">",
                Cast.NOW.minus(Duration.ofDays(90)), Cast.NOW.minus(Duration.ofDays(1)))) {
            desk.vault.write(tx -> {
                people.storeKey(tx, desk.alice, key);
                people.shareKey(tx, new SharedKey(address, key.fingerprint()));
                return tx;
            });

            Refusal refusal = assertInstanceOf(Verdict.Refused.class, desk.gate.examine(draft(BOB))).refusals()
                    .getFirst();
            assertEquals(new Refusal(address, Why.EXPIRED_KEY, List.of(Remedy.EXTEND_OWN_KEY)), refusal);
        }
    }

    @Test
    void noWordOfTheMailStandsInWhatLeaves() throws VaultException {
        String leaving = new String(ReleasedForTests.bytes(passed(draft(BOB)).items().getFirst().wire()),
                StandardCharsets.UTF_8);

        for (String word : List.of("Documents", "demand", "Bonjour", "documents", "Alice")) {
            assertFalse(leaving.contains(word), word);
        }
    }

    @Test
    void examiningStoresNothing() throws VaultException {
        desk.gate.examine(draft(BOB));

        assertEquals(List.of(), desk.vault.read(desk.outbox::list));
    }

    @Test
    void namesEveryRecipientThatStandsInTheWayAndEndsWithTheOverride() throws VaultException {
        Verdict.Refused refused = refused(draft(List.of(BOB, NOBODY), List.of(CAROL), List.of(DAVE)));

        assertEquals(Map.of(NOBODY, Why.NO_KEY, CAROL, Why.EXPIRED_KEY, DAVE, Why.REVOKED_KEY),
                refused.refusals().stream().collect(Collectors.toMap(Refusal::recipient, Refusal::why)));
        for (Refusal refusal : refused.refusals()) {
            assertEquals(Remedy.OVERRIDE, refusal.remedies().getLast());
            assertTrue(refusal.remedies().size() > 1, "there is a safer way than the override");
        }
    }

    @Test
    void refusesWhenOneBccRecipientHasNoKey() throws VaultException {
        assertInstanceOf(Verdict.Refused.class, desk.gate.examine(draft(List.of(BOB), List.of(), List.of(NOBODY))));
    }

    @Test
    void refusesAKeyThatNobodyAccepted() throws VaultException {
        Address amelie = new Address(Cast.amelie().address());
        desk.vault
                .write(tx -> desk.keyring.importCertificate(tx, Cast.amelie().certificate(), KeySource.FILE, Cast.NOW));

        assertEquals(Why.NOT_ACCEPTED, refused(draft(amelie)).refusals().getFirst().why());
    }

    @Test
    void anotherKeyForAKnownPersonStopsSendingUntilSomeoneDecides() throws VaultException {
        desk.vault.write(tx -> desk.keyring.importCertificate(tx, Cast.bobWithNewKey().certificate(),
                KeySource.AUTOCRYPT, Cast.NOW));
        assertEquals(Why.KEY_CHANGED, refused(draft(BOB)).refusals().getFirst().why());

        desk.vault
                .write(tx -> desk.keyring.verify(tx, fingerprint(Cast.bobWithNewKey()), "phone", desk.alice, Cast.NOW));

        assertTrue(passed(draft(BOB)).items().getFirst().readers().contains(fingerprint(Cast.bobWithNewKey())));
    }

    @Test
    void addingARecipientNeverLowersProtection() throws VaultException {
        List<Address> cast = List.of(BOB, CAROL, DAVE, NOBODY, new Address("another@example.org"));
        Random random = new Random(20261123);
        for (int round = 0; round < 60; round++) {
            List<List<Address>> fields = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (Address address : cast) {
                if (random.nextBoolean()) {
                    fields.get(random.nextInt(3)).add(address);
                }
            }
            MailDraft draft = draft(fields.get(0), fields.get(1), fields.get(2));
            if (draft.recipients().isEmpty()) {
                continue;
            }
            boolean allUsable = draft.recipients().equals(List.of(BOB));
            switch (desk.gate.examine(draft)) {
                case Verdict.Passed passed -> {
                    assertTrue(allUsable, () -> "passed: " + draft.recipients());
                    assertTrue(passed.parcel().items().stream().noneMatch(item -> item.readers().isEmpty()));
                }
                case Verdict.Refused _ -> assertFalse(allUsable);
            }
        }
    }

    @Test
    void aBccRecipientGetsACiphertextOfTheirOwnAndStandsInNoHeader() throws VaultException {
        Address amelie = desk.knowAmelie();
        List<Parcel.Item> items = passed(draft(List.of(BOB), List.of(), List.of(amelie))).items();

        assertEquals(2, items.size());
        assertFalse(items.get(0).readers().contains(fingerprint(Cast.amelie())));
        assertEquals(Set.of(fingerprint(Cast.amelie()), fingerprint(Cast.alice())), items.get(1).readers());
        for (Parcel.Item item : items) {
            assertFalse(String.join("\n", item.outerHeaders()).contains(amelie.value()));
        }
    }

    @Test
    void anOverrideExposesTheNamedAddressAloneAndTellsOfNobodyElse() throws VaultException {
        Release.Queued queued = assertInstanceOf(Release.Queued.class,
                desk.overridden(draft(BOB, NOBODY), REASON, NOBODY));

        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        Released.Mail clear = wire.sentTo(NOBODY);
        assertEquals(new Proof.Overridden(queued.journalEntries().getFirst()), clear.proof());
        String text = new String(ReleasedForTests.bytes(clear.wire()), StandardCharsets.UTF_8);
        assertTrue(text.contains("Bonjour, voici les documents."));
        assertFalse(text.contains(BOB.value()));
        assertInstanceOf(Proof.Encrypted.class, wire.sentTo(BOB).proof());
        assertEquals(2, wire.sent.size());
        assertTrue(messageId(wire.sentTo(BOB)).isPresent());
        assertFalse(messageId(wire.sentTo(BOB)).equals(messageId(clear)), "one id would tie the two together");
    }

    @Test
    void theJournalSaysWhoWhyAndForWhomBeforeARightToSendExists() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        desk.overridden(in(id, draft(NOBODY)), "  " + REASON + " ", NOBODY);

        List<List<JournalEntry>> seenByTheTransport = new ArrayList<>();
        desk.courier((mail, _) -> {
            try (var elsewhere = desk.temp.openAgain()) {
                seenByTheTransport.add(elsewhere.read(tx -> desk.journal.list(tx, exposures())));
            }
            return new Transport.Outcome.Unreachable("not now");
        }).deliverDue();

        JournalEntry entry = seenByTheTransport.getFirst().getFirst();
        assertEquals(JournalKind.EXPOSURE, entry.kind());
        assertEquals(ALICE, entry.payload().actor());
        assertEquals(Optional.of(REASON), entry.payload().reason());
        assertEquals(Optional.of(id), entry.payload().caseId());
        assertEquals(List.of(NOBODY.value()), entry.payload().recipients());
    }

    @Test
    void whereTheJournalCanNotBeWrittenNothingIsReleased() throws VaultException {
        desk.vault.write(tx -> tx.update("""
                CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END"""));
        Verdict.Refused refused = refused(draft(NOBODY));

        assertThrows(VaultException.class,
                () -> desk.gate.override(refused, Set.of(NOBODY), REASON, ALICE, Grace.NONE));

        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertEquals(List.of(), wire.sent);
        assertEquals(List.of(), desk.vault.read(desk.outbox::list));
    }

    @Test
    void anOverrideNeedsAReasonOfTenCharacters() throws VaultException {
        assertEquals(new Release.BadOverride(Release.Flaw.REASON_TOO_SHORT),
                desk.overridden(draft(NOBODY), "   urgent      ", NOBODY));
    }

    @Test
    void anOverrideNamesRecipientsOnly() throws VaultException {
        assertEquals(new Release.BadOverride(Release.Flaw.ADDRESS_NOT_A_RECIPIENT),
                desk.overridden(draft(NOBODY), REASON, new Address("other@example.org")));
    }

    @Test
    void anOverrideCanNotExposeSomeoneWhoCouldGetItEncrypted() throws VaultException {
        assertEquals(new Release.BadOverride(Release.Flaw.ADDRESS_COULD_BE_ENCRYPTED),
                desk.overridden(draft(BOB, NOBODY), REASON, BOB, NOBODY));
    }

    @Test
    void anOverrideOfOneLeavesTheOthersRefused() throws VaultException {
        Release answer = desk.overridden(draft(NOBODY, CAROL), REASON, NOBODY);

        Verdict.Refused still = assertInstanceOf(Release.StillRefused.class, answer).refused();
        assertEquals(List.of(CAROL), still.refusals().stream().map(Refusal::recipient).toList());
        assertEquals(List.of(), desk.vault.read(desk.outbox::list));
    }

    @Test
    void aClearReplyMayNotQuoteWhatCameEncryptedHoweverItIsDressed() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        desk.released(saying("Le puits", "Le contremaître a vidé la cuve dans le puits du village avant minuit.",
                in(id, draft(BOB))));
        MailDraft pasted = saying("Question", """
                Pouvez-vous confirmer ?
                > le contremaitre a VIDÉ la cuve
                > dans le puits du village""", in(id, draft(NOBODY)));

        assertEquals(new Release.BadOverride(Release.Flaw.QUOTES_ENCRYPTED_MESSAGE),
                desk.overridden(pasted, REASON, NOBODY));
    }

    @Test
    void aFileThatOnceWentEncryptedIsToldByWhateverNameItLeavesInTheClear() throws VaultException {
        byte[] photo = {1, 2, 3, 4};
        desk.released(with(new AttachedFile("puits.jpg", "image/jpeg", photo), draft(BOB)));
        AttachedFile renamed = new AttachedFile("vacances.bin", "application/octet-stream", photo);
        AttachedFile other = new AttachedFile("puits.jpg", "image/jpeg", new byte[]{1, 2, 3, 5});

        assertEquals(List.of(renamed), desk.gate.filesOnceEncrypted(with(renamed, draft(NOBODY))));
        assertEquals(List.of(), desk.gate.filesOnceEncrypted(with(other, draft(NOBODY))));
    }

    @Test
    void whatOnlyEverLeftInTheClearIsNoSuchFile() throws VaultException {
        AttachedFile leaflet = new AttachedFile("depliant.pdf", "application/pdf", new byte[]{9, 9});
        desk.overridden(with(leaflet, draft(NOBODY)), REASON, NOBODY);

        assertEquals(List.of(), desk.gate.filesOnceEncrypted(with(leaflet, draft(NOBODY))));
    }

    @Test
    void norFromAnotherCaseOrFromNone() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        desk.released(saying("Le puits", "Le contremaître a vidé la cuve dans le puits du village avant minuit.",
                in(id, draft(BOB))));
        String pasted = "On me dit : le contremaître a vidé la cuve dans le puits.";

        assertEquals(new Release.BadOverride(Release.Flaw.QUOTES_ENCRYPTED_MESSAGE),
                desk.overridden(saying("Question", pasted, draft(NOBODY)), REASON, NOBODY));
    }

    @Test
    void whatMayLeaveInTheClearHasNothingOfTheEncryptedMessageLeftInIt() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        MessageId secret = desk.released(saying("Le puits", """
                Le contremaître a vidé la cuve dans le puits du village avant minuit.
                Oui.""", in(id, draft(BOB)))).message();
        MailDraft answer = new MailDraft(Optional.empty(), "alice", List.of(NOBODY), List.of(), List.of(),
                Optional.of(id),
                "Re: Le puits", """
                        Rappelez-moi ce soir.

                        Le 3, Bob a écrit :
                        > Le contremaître a vidé la cuve dans le puits du village avant minuit.
                        > Oui.
                        Vous dites que le contremaître a vidé la cuve dans le puits.""", List.of(),
                Optional.of(secret));

        MailDraft bare = desk.gate.bare(answer);

        assertEquals("", bare.subject());
        assertEquals("Rappelez-moi ce soir.", bare.body());
        assertEquals(Optional.empty(), bare.replyTo());
        assertInstanceOf(Release.Queued.class, desk.overridden(bare, REASON, NOBODY));
        MailDraft innocent = saying("Bonjour", "Rien de tout cela.", draft(NOBODY));
        assertEquals(innocent, desk.gate.bare(innocent));
    }

    @Test
    void aClearReplyMayNotCarryTheSubjectOfWhatCameEncrypted() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        desk.released(saying("Le puits du village", "Rien.", in(id, draft(BOB))));

        assertEquals(new Release.BadOverride(Release.Flaw.SUBJECT_OF_ENCRYPTED_MESSAGE),
                desk.overridden(saying("Re : le puits du village", "Merci de rappeler.", in(id, draft(NOBODY))), REASON,
                        NOBODY));
    }

    @Test
    void whatWasAnsweredCountsAsRead() throws VaultException {
        MessageId asked = desk.released(draft(BOB)).message();
        desk.vault.write(tx -> tx.update("UPDATE message SET direction = 'IN', is_read = 0"));
        MailDraft answer = new MailDraft(Optional.empty(), "alice", List.of(BOB), List.of(), List.of(),
                Optional.empty(), "Re",
                "Oui.", List.of(), Optional.of(asked));

        desk.released(answer);

        assertTrue(desk.vault.read(tx -> desk.messages.show(tx, asked)).orElseThrow().summary().read());
    }

    @Test
    void everyFormThatLeavesIsKnownWhenItComesBack() throws VaultException {
        desk.overridden(draft(BOB, NOBODY), REASON, NOBODY);

        List<String> wireIds = desk.vault.read(tx -> tx.list("SELECT bytes FROM outbox", row -> row.bytes("bytes")))
                .stream().map(bytes -> OuterForm.headers(bytes).stream()
                        .filter(line -> line.startsWith("Message-ID: <")).findFirst().orElseThrow())
                .map(line -> line.substring("Message-ID: <".length(), line.length() - 1)).toList();

        assertEquals(2, wireIds.size());
        for (String wireId : wireIds) {
            assertTrue(
                    desk.vault.read(tx -> tx.one("SELECT 1 FROM message_identity WHERE wire_id = ? LIMIT 1", _ -> true,
                            wireId)).isPresent());
        }
    }

    @Test
    void aCaseReferenceNeverStandsInAnOuterHeader() throws VaultException {
        assertEquals(new Release.BadOverride(Release.Flaw.CASE_REFERENCE_IN_SUBJECT),
                desk.overridden(saying("Dossier 2026-0042", "Merci de rappeler.", draft(NOBODY)), REASON, NOBODY));
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        String leaving = new String(ReleasedForTests.bytes(passed(in(id, draft(BOB))).items().getFirst().wire()),
                StandardCharsets.UTF_8);
        assertFalse(leaving.contains(id.value()));
    }

    @Test
    void releasingTakesTheDraftAwayInTheSameTransaction() throws VaultException {
        DraftId kept = desk.vault.write(tx -> desk.drafts.save(tx, draft(BOB)));
        MailDraft draft = assertInstanceOf(MailDraft.class,
                desk.vault.read(tx -> desk.drafts.find(tx, kept)).orElseThrow());

        desk.released(draft);

        assertEquals(List.of(), desk.vault.read(desk.drafts::list));
        assertEquals(1, desk.vault.read(desk.outbox::list).size());
    }

    @Test
    void aKeyRevokedBetweenExamineAndReleaseRefuses() throws VaultException {
        Verdict.Passed passed = (Verdict.Passed) desk.gate.examine(draft(BOB));
        desk.vault.write(tx -> desk.keyring.distrust(tx, fingerprint(Cast.bob()), "lost", desk.alice, Cast.NOW));

        assertInstanceOf(Release.StillRefused.class, desk.gate.release(passed, ALICE, Grace.NONE));
        assertEquals(List.of(), desk.vault.read(desk.outbox::list));
    }

    @Test
    void theChainHoldsAfterAllThis() throws VaultException {
        desk.overridden(draft(NOBODY), REASON, NOBODY);
        desk.courier(new RecordingTransport()).deliverDue();

        JournalAudit audit = new JournalAudit(desk.journal, new guichet.crypto.OpenPgp(), desk.clock);
        assertTrue(desk.vault.read(tx -> audit.verify(tx, Optional.empty())).intact());
    }

    private Parcel passed(MailDraft draft) throws VaultException {
        return assertInstanceOf(Verdict.Passed.class, desk.gate.examine(draft)).parcel();
    }

    private Verdict.Refused refused(MailDraft draft) throws VaultException {
        return assertInstanceOf(Verdict.Refused.class, desk.gate.examine(draft));
    }

    private static JournalFilter exposures() {
        return new JournalFilter(Optional.empty(), Optional.empty(), JournalFilter.Exposures.ONLY, Optional.empty(),
                10);
    }

    private static Fingerprint fingerprint(Cast.Member member) {
        return member.certificate().fingerprint();
    }

    private static Optional<String> messageId(Released.Mail mail) {
        return OuterForm.headers(ReleasedForTests.bytes(mail.wire())).stream()
                .filter(line -> line.startsWith("Message-ID:")).findFirst();
    }
}
