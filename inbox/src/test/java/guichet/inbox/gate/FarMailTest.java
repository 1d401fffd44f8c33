package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.Opened;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails whose files are not held: a file is not held because of how it was attached, so a short one does here.
final class FarMailTest {
    private static final Address BOB = new Address(Cast.bob().address());
    private static final byte[] FILM = film();

    private GateDesk desk;
    private LongContents contents;

    @BeforeEach
    void open() throws VaultException {
        desk = new GateDesk();
        contents = new LongContents(desk.vault, desk.clock);
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void leavesWithTheBytesThatWereReleasedAndTheReaderGetsTheFile() throws Exception {
        Gate.Release.Queued queued = desk.released(withFilm(GateDesk.draft(BOB)));
        assertEquals(0L, count("SELECT coalesce(sum(length(bytes)), 0) AS n FROM outbox"));
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(State.SENT, desk.state(queued.ids().getFirst()));
        String inside = opened(transport.sent.getFirst());
        assertTrue(inside.contains("Bonjour, voici les documents."), "the words stand inside");
        assertArrayEquals(FILM, fileIn(inside));
        LongContent sent = desk.vault.read(tx -> desk.messages.longAttachment(tx, queued.message(), 1)).orElseThrow();
        assertArrayEquals(FILM, read(sent));
        assertArrayEquals(ReleasedForTests.bytes(transport.sent.getFirst().wire()),
                read(desk.vault.read(tx -> desk.messages.longRaw(tx, queued.message())).orElseThrow()));
        assertEquals(0L, count("SELECT count(*) AS n FROM draft"));
        assertEquals(2L, count("SELECT count(*) AS n FROM long_content"));
    }

    @Test
    void everyBccGetsACiphertextOfTheirOwn() throws Exception {
        Address amelie = desk.knowAmelie();
        desk.released(withFilm(GateDesk.draft(List.of(BOB), List.of(), List.of(amelie))));
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(2, transport.sent.size());
        Proof toBob = transport.sentTo(BOB).proof();
        assertEquals(new Proof.Encrypted(Set.of(Cast.bob().certificate().fingerprint())), toBob);
        assertInstanceOf(Opened.Refused.class, open(transport.sentTo(amelie), Cast.bob()));
    }

    @Test
    void nothingIsMadeForSomebodyWithoutAKey() throws Exception {
        long before = count("SELECT count(*) AS n FROM long_content");
        MailDraft draft = withFilm(GateDesk.draft(BOB, new Address("nobody@example.test")));
        assertInstanceOf(Verdict.Refused.class, desk.gate.examine(draft));
        assertEquals(before + 1, count("SELECT count(*) AS n FROM long_content"));
    }

    @Test
    void whatPassedAndIsNotSentLeavesNothing() throws Exception {
        MailDraft draft = withFilm(GateDesk.draft(BOB));
        Verdict.Passed passed = (Verdict.Passed) desk.gate.examine(draft);
        assertEquals(2L, count("SELECT count(*) AS n FROM long_content"));
        desk.gate.discard(passed);
        assertEquals(1L, count("SELECT count(*) AS n FROM long_content"));
    }

    @Test
    void aPieceThatWasAlteredSinceHoldsIt() throws Exception {
        Gate.Release.Queued queued = desk.released(withFilm(GateDesk.draft(BOB)));
        alterMail();
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(List.of(), transport.sent);
        assertEquals(State.HELD, desk.state(queued.ids().getFirst()));
    }

    @Test
    void clearTextInItsPlaceIsHeldEvenUnderItsRightDigest() throws Exception {
        Gate.Release.Queued queued = desk.released(withFilm(GateDesk.draft(BOB)));
        byte[] clear = "From: a@ngo.test\r\nSubject: all of it\r\n\r\nin the clear\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        String digest = Digest.of(new Envelope(new Address(Cast.alice().address()), List.of(BOB)), clear);
        desk.vault.write(tx -> {
            tx.update("DELETE FROM long_piece WHERE n > 0 AND content = (SELECT far FROM outbox)");
            tx.update("UPDATE long_piece SET bytes = ? WHERE content = (SELECT far FROM outbox)", clear);
            tx.update("UPDATE long_content SET size = ? WHERE id = (SELECT far FROM outbox)", (long) clear.length);
            return tx.update("UPDATE outbox SET digest = ?", digest);
        });
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(List.of(), transport.sent);
        assertEquals(State.HELD, desk.state(queued.ids().getFirst()));
    }

    @Test
    void whatIsAlteredWhileItLeavesIsNeverFinished() throws Exception {
        desk.released(withFilm(GateDesk.draft(BOB)));
        List<IOException> seen = new ArrayList<>();
        desk.courier(new RecordingTransport(mail -> {
            try {
                alterMail();
            } catch (VaultException e) {
                throw new IllegalStateException(e);
            }
            seen.add(assertThrows(IOException.class, () -> {
                try (InputStream in = mail.wire().open()) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }));
            return new Transport.Outcome.Unknown("lost");
        })).deliverDue();
        assertEquals(1, seen.size());
    }

    @Test
    void anotherMessagesBytesAreNotSentForIt() throws Exception {
        desk.released(withFilm(GateDesk.draft(BOB)));
        desk.released(withFilm(GateDesk.draft(BOB)));
        desk.vault.write(tx -> tx.update("UPDATE outbox SET far = (SELECT far FROM outbox WHERE id = 1) WHERE id = 2"));
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(1, transport.sent.size());
        assertEquals(State.HELD, desk.state(new OutboxId(2)));
    }

    @Test
    void takenBackItIsTheDraftWithItsFileAndTheMailIsGone() throws Exception {
        Gate.Release.Queued queued = desk.released(withFilm(GateDesk.draft(BOB)));
        Outbox.TakenBack.AsDraft back = assertInstanceOf(Outbox.TakenBack.AsDraft.class,
                desk.outbox.takeBack(queued.ids().getFirst(), GateDesk.ALICE));
        Draft draft = desk.vault.read(tx -> desk.drafts.find(tx, back.draft())).orElseThrow();
        assertArrayEquals(FILM, read(LongContent.in(draft.attachments().getFirst())));
        assertEquals(1L, count("SELECT count(*) AS n FROM long_content"));
        Gate.Release.Queued again = desk.released((MailDraft) draft);
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        assertEquals(State.SENT, desk.state(again.ids().getFirst()));
        assertArrayEquals(FILM, fileIn(opened(transport.sent.getFirst())));
    }

    @Test
    void aDraftKeepsItsFileForAsLongAsItIsThere() throws Exception {
        MailDraft draft = withFilm(GateDesk.draft(BOB));
        DraftId id = desk.vault.write(tx -> desk.drafts.save(tx, draft));
        desk.clock.forward(Duration.ofDays(3));
        contents.begin().close();
        Draft kept = desk.vault.read(tx -> desk.drafts.find(tx, id)).orElseThrow();
        assertArrayEquals(FILM, read(LongContent.in(kept.attachments().getFirst())));
        assertEquals(true,
                desk.vault.write(tx -> desk.drafts.replace(tx, id, GateDesk.saying("s", "b", (MailDraft) kept))));
        assertEquals(1L, count("SELECT count(*) AS n FROM long_content"));
        assertEquals(true, desk.vault.write(tx -> desk.drafts.replace(tx, id, GateDesk.draft(BOB))));
        assertEquals(0L, count("SELECT count(*) AS n FROM long_content"));
        MailDraft another = withFilm(GateDesk.draft(BOB));
        DraftId other = desk.vault.write(tx -> desk.drafts.save(tx, another));
        assertEquals(true, desk.vault.write(tx -> desk.drafts.discard(tx, other)));
        assertEquals(0L, count("SELECT count(*) AS n FROM long_piece"));
    }

    @Test
    void inTheClearItLeavesOnlyByAJournalledOverride() throws Exception {
        Address nobody = new Address("nobody@example.test");
        Gate.Release release = desk.overridden(withFilm(GateDesk.draft(nobody)), "she has no computer at all", nobody);
        Gate.Release.Queued queued = assertInstanceOf(Gate.Release.Queued.class, release);
        assertEquals(1, queued.journalEntries().size());
        RecordingTransport transport = new RecordingTransport();
        desk.courier(transport).deliverDue();
        String mail = new String(ReleasedForTests.bytes(transport.sent.getFirst().wire()), StandardCharsets.UTF_8);
        assertArrayEquals(FILM, fileIn(mail));
        assertFalse(mail.contains("BEGIN PGP"));
    }

    private MailDraft withFilm(MailDraft draft) throws VaultException, IOException {
        return GateDesk.with(AttachedFile.far("film.mp4", "video/mp4",
                contents.store(new ByteArrayInputStream(FILM))), draft);
    }

    private void alterMail() throws VaultException {
        desk.vault.write(tx -> tx
                .update("""
                        UPDATE long_piece SET bytes = CAST(substr(bytes, 1, length(bytes) - 400) || x'41' || substr(bytes, -399) AS BLOB)
                        WHERE content = (SELECT far FROM outbox WHERE id = 1)"""));
    }

    private byte[] read(LongContent content) throws IOException {
        try (InputStream in = content.open(desk.vault)) {
            return in.readAllBytes();
        }
    }

    private long count(String sql) throws VaultException {
        return desk.vault.read(tx -> tx.one(sql, row -> row.number("n"))).orElseThrow();
    }

    private static String opened(Released.Mail mail) {
        return new String(assertInstanceOf(Opened.Plaintext.class, open(mail, Cast.bob())).bytes(),
                StandardCharsets.UTF_8);
    }

    private static Opened open(Released.Mail mail, Cast.Member reader) {
        String text = new String(ReleasedForTests.bytes(mail.wire()), StandardCharsets.UTF_8);
        String armored = text.substring(text.indexOf("-----BEGIN PGP"),
                text.indexOf("\r\n\r\n--", text.indexOf("-----END PGP")));
        return new OpenPgp().open(armored.getBytes(StandardCharsets.US_ASCII), List.of(reader.key()),
                List.of(Cast.alice().certificate()), new OpenLimits(64 << 20), Cast.NOW);
    }

    private static byte[] fileIn(String entity) {
        int from = entity.indexOf("\r\n\r\n", entity.indexOf("film.mp4")) + 4;
        return Base64.getMimeDecoder().decode(entity.substring(from, entity.indexOf("\r\n--", from)));
    }

    private static byte[] film() {
        byte[] bytes = new byte[3 << 19];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
