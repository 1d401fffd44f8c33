package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.cases.Suggestion;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Contact;
import guichet.keystore.KeySource;
import guichet.keystore.Trust;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever wants a message in a case has to prove that it belongs there.
class FilingByProofTest {
    private static final String OURS = "ours@guichet.example";

    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void aSignedMessageOfTheCasesContactFilesItself() throws VaultException {
        CaseId caseId = bobsCase();
        MessageId id = desk.take(desk.letter(Cast.bob(), "Les photos", "Les voici.").encrypted(desk));

        assertEquals(Optional.of(caseId), caseOf(id));
        assertTrue(desk.show(id).summary().protection().orElseThrow().authorProven());
        JournalEntry entry = desk.journal().getLast();
        assertEquals(JournalKind.MESSAGE_FILED, entry.kind());
        assertEquals(Actor.PROGRAM, entry.payload().actor());
        assertEquals(Optional.of("message " + id + ": signed-by-contact"), entry.payload().detail());
    }

    @Test
    void aSignedTextFilesItselfThoughItsSubjectStoodOutside() throws Exception {
        CaseId caseId = bobsCase();
        String ciphertext = new String(new OpenPgp().encryptAndSign(
                "Content-Type: text/plain\r\n\r\nLes voici.\r\n".getBytes(StandardCharsets.UTF_8),
                List.of(Cast.alice().encryptionKey()), Cast.bob().key(), Cast.NOW).bytes(), StandardCharsets.US_ASCII);
        MessageId id = desk.take(("""
                From: bob@example.org
                To: alice@guichet.example
                Subject: as GnuPG users send it
                Date: Mon, 23 Nov 2026 09:00:00 +0000
                Message-ID: <plain@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"

                --b
                Content-Type: application/pgp-encrypted

                Version: 1

                --b
                Content-Type: application/octet-stream

                """ + ciphertext + "\n--b--\n").replace("\r\n", "\n").replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of(Protection.Problem.SUBJECT_UNPROTECTED),
                desk.show(id).summary().protection().orElseThrow().problems());
        assertEquals(Optional.of(caseId), caseOf(id));
    }

    @Test
    void aForgedSenderInTheClearWaitsWithASuggestion() throws VaultException {
        CaseId caseId = bobsCase();
        MessageId id = desk.take(desk.letter(Cast.bob(), "Les photos", "Les voici.").clear(desk));

        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.ALLEGED_SENDER)), suggestion(id));
    }

    @Test
    void anEncryptedMessageThatNobodyAcceptedSignedWaits() throws VaultException {
        bobsCase();
        desk.importKey(Cast.mallory());
        MessageId id = desk.take(desk.letter(Cast.mallory(), "Les photos", "Les voici.").encrypted(desk));

        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Trust.UNKNOWN, trust(id));
    }

    @Test
    void aKeyAcceptedForItsOwnersAddressProvesNothingForTheOneOnIt() throws VaultException {
        // On Mallory's certificate stands Bob's address. Alice took it for Mallory's own, as which it came.
        bobsCase();
        var own = TestDesk.address("mallory@evil.example");
        var alice = desk.alice();
        var key = Cast.mallory().certificate();
        desk.write(tx -> desk.keyring.importCertificate(tx, key, KeySource.AUTOCRYPT, own, desk.clock.instant()));
        desk.write(tx -> desk.keyring.accept(tx, key.fingerprint(), Set.of(own), alice.id(), desk.clock.instant()));
        assertEquals(Trust.ACCEPTED, desk.read(tx -> desk.keyring.find(tx, key.fingerprint())).orElseThrow().trust());

        MessageId id = desk.take(desk.letter(Cast.mallory(), "Les photos", "Les voici.").encrypted(desk));

        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Trust.UNKNOWN, trust(id));
    }

    @Test
    void whatBobWroteToSomebodyElseAndTheyPassOnIsNotFiled() throws VaultException {
        bobsCase();
        MessageId id = desk.take(
                desk.letter(Cast.bob(), "x", "Je retire ma plainte.").addressedTo("mallory@evil.example")
                        .encrypted(desk));
        assertTrue(desk.show(id).summary().protection().orElseThrow().authorProven());
        assertEquals(Optional.empty(), caseOf(id));
    }

    @Test
    void mailToAnAliasOfOursIsFiled() throws VaultException {
        CaseId caseId = bobsCase();
        MessageId id = desk
                .take(desk.letter(Cast.bob(), "x", "x").addressedTo("contact@guichet.example").encrypted(desk));
        assertEquals(Optional.of(caseId), caseOf(id));
    }

    @Test
    void aTrustedSignerUnderAnotherNameWaits() throws VaultException {
        bobsCase();
        MessageId id = desk.take(
                desk.letter(Cast.bob(), "x", "x").claimingToBe("carol@example.org").encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Optional.of(false), desk.show(id).summary().protection().orElseThrow().senderMatches());
    }

    @Test
    void aGuessedReferenceInTheSubjectIsASuggestionOnly() throws VaultException {
        CaseId caseId = bobsCase();
        MessageId id = desk.take(desk.letter(Cast.mallory(), "Re: " + caseId, "x").claimingToBe("m@evil.example")
                .encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.REFERENCE_IN_SUBJECT)), suggestion(id));
    }

    @Test
    void whoReadTheMessageIdOnTheWireProvesNothingByIt() throws VaultException {
        CaseId caseId = bobsCase();
        weWrote(caseId, Cast.bob());
        MessageId clear = desk.take(desk.letter(Cast.bob(), "Re: x", "x").answering(OURS).clear(desk));
        MessageId encrypted = desk.take(desk.letter(Cast.mallory(), "Re: x", "x").answering(OURS).encrypted(desk));

        assertEquals(Optional.empty(), caseOf(clear));
        assertEquals(Optional.empty(), caseOf(encrypted));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.ALLEGED_REPLY)), suggestion(clear));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.ALLEGED_REPLY)), suggestion(encrypted));
    }

    @Test
    void aSignedReplyGoesToTheCaseOfWhatItAnswers() throws VaultException {
        Contact bob = knownBob();
        CaseId one = desk.openCase("one", bob);
        desk.openCase("two", bob);
        weWrote(one, Cast.bob());

        MessageId id = desk.take(desk.letter(Cast.bob(), "Re: x", "x").answering(OURS).encrypted(desk));
        assertEquals(Optional.of(one), caseOf(id));
        assertEquals(Optional.of("message " + id + ": signed-reply"), desk.journal().getLast().payload().detail());
    }

    @Test
    void someoneWhomWeWroteToInACaseMayAnswerWithoutBeingItsContact() throws VaultException {
        desk.acceptKey(Cast.bob());
        CaseId caseId = desk.openCase("one");
        weWrote(caseId, Cast.bob());
        MessageId id = desk.take(desk.letter(Cast.bob(), "Re: x", "x").answering(OURS).encrypted(desk));
        assertEquals(Optional.of(caseId), caseOf(id));
    }

    @Test
    void aSignedReplyToWhatSomebodyElseGotWaits() throws VaultException {
        desk.acceptKey(Cast.bob());
        CaseId caseId = desk.openCase("one");
        weWrote(caseId, Cast.carolExpired());
        MessageId id = desk.take(desk.letter(Cast.bob(), "Re: x", "x").answering(OURS).encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
    }

    @Test
    void theContactOfTwoOpenCasesIsAsked() throws VaultException {
        Contact bob = knownBob();
        desk.openCase("one", bob);
        CaseId two = desk.openCase("two", bob);
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Optional.of(new Suggestion(two, Suggestion.Why.ALLEGED_SENDER)), suggestion(id));
    }

    @Test
    void aClaimThatPointsElsewhereMakesItAmbiguous() throws VaultException {
        CaseId mine = bobsCase();
        CaseId other = desk.openCase("other");
        MessageId named = desk.take(desk.letter(Cast.bob(), "Au sujet de " + other, "x").encrypted(desk));
        MessageId same = desk.take(desk.letter(Cast.bob(), "Au sujet de " + mine, "y").encrypted(desk));
        assertEquals(Optional.empty(), caseOf(named));
        assertEquals(Optional.of(mine), caseOf(same));
    }

    @Test
    void aLateMessageToAClosedCaseWaitsAndSaysForWhich() throws VaultException {
        CaseId caseId = bobsCase();
        weWrote(caseId, Cast.bob());
        desk.write(tx -> desk.cases.close(tx, caseId, TestDesk.ALICE));
        MessageId plain = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        MessageId reply = desk.take(desk.letter(Cast.bob(), "Re: x", "y").answering(OURS).encrypted(desk));

        assertEquals(Optional.empty(), caseOf(plain));
        assertEquals(Optional.empty(), caseOf(reply));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.ALLEGED_SENDER)), suggestion(plain));
        assertEquals(Optional.of(new Suggestion(caseId, Suggestion.Why.ALLEGED_REPLY)), suggestion(reply));
    }

    @Test
    void aReplyToAClosedCaseDoesNotSlipIntoAnOpenOne() throws VaultException {
        Contact bob = knownBob();
        CaseId old = desk.openCase("old", bob);
        weWrote(old, Cast.bob());
        desk.write(tx -> desk.cases.close(tx, old, TestDesk.ALICE));
        desk.openCase("new", bob);
        MessageId id = desk.take(desk.letter(Cast.bob(), "Re: x", "x").answering(OURS).encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
    }

    @Test
    void anOldSignedMessageOfAnotherCasePlayedAgainIsNotFiled() throws VaultException {
        Contact bob = knownBob();
        CaseId old = desk.openCase("old", bob);
        byte[] original = desk.letter(Cast.bob(), "x", "Je retire ma plainte.").encrypted(desk);
        assertEquals(Optional.of(old), caseOf(desk.take(original)));
        desk.write(tx -> desk.cases.close(tx, old, TestDesk.ALICE));
        desk.clock.advance(Duration.ofDays(30));
        desk.openCase("new", bob);

        // The server changes the Message-ID outside; the ciphertext is Bob's own.
        MessageId again = desk.take(withOuterMessageId(original, "fresh@evil.example"));

        assertEquals(Optional.empty(), caseOf(again));
    }

    @Test
    void signedWordsThatWereKeptBackUntilAnotherCaseWasOpenAreNotFiled() throws VaultException {
        Contact bob = knownBob();
        byte[] keptBack = desk.letter(Cast.bob(), "x", "Je retire ma plainte.").encrypted(desk);
        desk.clock.advance(Duration.ofDays(30));
        desk.openCase("new", bob);
        assertEquals(Optional.empty(), caseOf(desk.take(keptBack)));
    }

    @Test
    void theSameSignedWordsInAnotherWrappingAreNotFiledTwice() throws VaultException {
        CaseId caseId = bobsCase();
        byte[] original = desk.letter(Cast.bob(), "x", "Oui.").encrypted(desk);
        assertEquals(Optional.of(caseId), caseOf(desk.take(original)));
        assertEquals(Optional.empty(), caseOf(desk.take(withOuterMessageId(original, "fresh@evil.example"))));
    }

    @Test
    void theSameAnswerWrittenTwiceIsTwoMessages() throws VaultException {
        CaseId caseId = bobsCase();
        MessageId first = desk.take(desk.letter(Cast.bob(), "x", "Oui.").encrypted(desk));
        desk.clock.advance(Duration.ofSeconds(1));
        MessageId second = desk.take(desk.letter(Cast.bob(), "x", "Oui.").encrypted(desk));
        assertEquals(Optional.of(caseId), caseOf(first));
        assertEquals(Optional.of(caseId), caseOf(second));
    }

    @Test
    void whatAPersonTookOutIsNotPutBackByTheProgram() throws VaultException {
        bobsCase();
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        desk.write(tx -> desk.messages.unfile(tx, id, TestDesk.ALICE));
        var alice = desk.alice();
        desk.write(tx -> desk.keyring.verify(tx, Cast.bob().certificate().fingerprint(), "by phone", alice.id(),
                desk.clock.instant()));
        rejudge();
        assertEquals(Optional.empty(), caseOf(id));
    }

    @Test
    void acceptingTheKeyLaterFilesWhatWaitedForIt() throws VaultException {
        Contact bob = desk.addContact("Bob", Cast.bob().address());
        CaseId caseId = desk.openCase("one", bob);
        desk.importKey(Cast.bob());
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));

        desk.acceptKey(Cast.bob());
        rejudge();

        assertEquals(Optional.of(caseId), caseOf(id));
        assertEquals(Trust.ACCEPTED, trust(id));
    }

    @Test
    void aProvenMessageFiledByAPersonMakesItsAuthorAContactOfTheCase() throws VaultException {
        Contact bob = knownBob();
        MessageId first = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        CaseId caseId = desk.openCase("one");
        desk.write(tx -> desk.messages.file(tx, first, caseId, TestDesk.ALICE));

        assertEquals(List.of(bob.id()), desk.read(tx -> desk.cases.contacts(tx, caseId)));
        desk.clock.advance(Duration.ofMinutes(1));
        MessageId next = desk.take(desk.letter(Cast.bob(), "x", "y").encrypted(desk));
        assertEquals(Optional.of(caseId), caseOf(next));
    }

    @Test
    void aForgedMessageFiledByAPersonMakesNobodyAContact() throws VaultException {
        knownBob();
        MessageId forged = desk.take(desk.letter(Cast.bob(), "x", "x").clear(desk));
        CaseId caseId = desk.openCase("one");
        desk.write(tx -> desk.messages.file(tx, forged, caseId, TestDesk.ALICE));
        assertEquals(List.of(), desk.read(tx -> desk.cases.contacts(tx, caseId)));
    }

    @Test
    void aDistrustedKeyProvesNothing() throws VaultException {
        bobsCase();
        var alice = desk.alice();
        desk.write(tx -> desk.keyring.distrust(tx, Cast.bob().certificate().fingerprint(), "stolen", alice.id(),
                desk.clock.instant()));
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(Optional.empty(), caseOf(id));
        assertEquals(Trust.DISTRUSTED, trust(id));
    }

    private Contact knownBob() throws VaultException {
        desk.acceptKey(Cast.bob());
        return desk.addContact("Bob", Cast.bob().address());
    }

    private CaseId bobsCase() throws VaultException {
        return desk.openCase("Eaux usées", knownBob());
    }

    /// We wrote to somebody in a case, encrypted, under the Message-ID [#OURS].
    private void weWrote(CaseId caseId, Cast.Member to) throws VaultException {
        NewMessage sent = new NewMessage(Channel.MAIL, Direction.OUT, Optional.of(caseId),
                new Party("Alice", Cast.alice().address()), List.of(new Party("", to.address())), List.of(),
                desk.clock.instant(), "x", "Que savez-vous ?",
                Optional.of(
                        new Protection(Protection.Encryption.END_TO_END, Protection.Signature.NONE, Optional.empty(),
                                Optional.empty(), List.of())),
                List.of(), Optional.of(OURS), List.of(),
                ("Message-ID: <" + OURS + ">\r\n\r\nciphertext").getBytes(StandardCharsets.UTF_8), Optional.empty());
        desk.write(tx -> desk.messages.add(tx, sent));
    }

    private static byte[] withOuterMessageId(byte[] mail, String wireId) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        String changed = text.replaceFirst("(?m)^Message-ID: .*$", "Message-ID: <" + wireId + ">");
        assertFalse(changed.equals(text));
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void rejudge() throws VaultException {
        desk.rejudge().run((_, _) -> {
        }, () -> false);
    }

    private Optional<CaseId> caseOf(MessageId id) throws VaultException {
        return desk.show(id).summary().caseId();
    }

    private Trust trust(MessageId id) throws VaultException {
        return desk.show(id).summary().protection().orElseThrow().signer().orElseThrow().trust();
    }

    private Optional<Suggestion> suggestion(MessageId id) throws VaultException {
        return desk.read(tx -> desk.messages.suggestion(tx, id));
    }
}
