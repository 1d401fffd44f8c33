package guichet.inbox.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Gpg;
import guichet.crypto.OpenPgp;
import guichet.crypto.RequiresPeer;
import guichet.crypto.SecretKey;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealAndRestoreTest {
    @TempDir
    Path folder;

    private TestDesk here;
    private TestDesk later;
    private CaseId id;
    private byte[] sheet;
    private char[] code;

    @BeforeEach
    void openACase() throws Exception {
        here = TestDesk.open();
        later = TestDesk.open();
        id = RoundTripTest.richCase(here);
        try (ArchiveKeys.Sheets sheets = here.write(tx -> {
            try {
                return keys(here).make(tx, "Archives 2026", ArchiveKeys.Keeping.OUTSIDE, TestDesk.ALICE);
            } catch (guichet.crypto.CryptoException e) {
                throw new IllegalStateException(e);
            }
        })) {
            sheet = sheets.armored().getBytes(StandardCharsets.US_ASCII);
            code = sheets.code().clone();
        }
    }

    @AfterEach
    void close() throws Exception {
        here.close();
        later.close();
    }

    @Test
    void yearsLaterTheSheetsOpenItAndTheCaseIsBack() throws Exception {
        Path file = sealed(Long.MAX_VALUE).getFirst();
        CaseRestore.Found.Openable found = assertInstanceOf(CaseRestore.Found.Openable.class, look(later, file));
        assertEquals(id, found.summary().id());
        assertEquals(5, found.summary().messages());
        assertEquals(Bag.Chain.HOLDS, found.summary().chain());
        assertTrue(later.read(later.cases::list).isEmpty(), "looking writes nothing");
        assertEquals(Optional.empty(), restore(later).restore(found, TestDesk.ALICE, Progress.UNSEEN));
        assertEquals(5, later.read(tx -> later.cases.find(tx, id)).orElseThrow().messages());
        JournalAudit audit = new JournalAudit(later.journal, new OpenPgp(), later.clock);
        assertTrue(later.read(tx -> audit.verify(tx, Optional.empty())).firstBad().isEmpty());
    }

    @Test
    void aFileInPartsIsPutTogetherInTheirOrder() throws Exception {
        List<Path> parts = sealed(100_000);
        assertEquals(3, parts.size());
        assertEquals(folder.resolve("f.bin.001"), parts.getFirst());
        assertInstanceOf(CaseRestore.Found.Openable.class, look(later, parts.toArray(Path[]::new)));
        assertEquals(CaseRestore.Why.CUT, refused(look(later, parts.get(0), parts.get(1))));
        assertNotEquals(null, refused(look(later, parts.get(1), parts.get(0), parts.get(2))));
        try (var all = Files.list(folder)) {
            assertEquals(3, all.count(), "nothing else is left");
        }
    }

    @Test
    void theVaultItselfCanNotOpenItWhereTheKeyIsOutside() throws Exception {
        Path file = sealed(Long.MAX_VALUE).getFirst();
        assertEquals(CaseRestore.Why.NO_KEY, refused(restore(here).look(List.of(file), List.of())));
    }

    @Test
    void aFileOfAnotherAssociationIsOpenedByNoKeyOfOurs() throws Exception {
        Path ours = sealed(Long.MAX_VALUE).getFirst();
        try (TestDesk others = TestDesk.open()) {
            others.write(tx -> {
                try {
                    keys(others).make(tx, "Leurs archives", ArchiveKeys.Keeping.IN_VAULT, TestDesk.ALICE).close();
                    return tx;
                } catch (guichet.crypto.CryptoException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(CaseRestore.Why.NO_KEY, refused(restore(others).look(List.of(ours), List.of())));
            assertTrue(others.read(others.cases::list).isEmpty());
        }
    }

    /// They are shown; what is signed by one is by nobody known, and nothing is encrypted to it.
    @Test
    void keysOfThenAreBelievedForNothing() throws Exception {
        CaseRestore.Found.Openable found = openable(look(later, sealed(Long.MAX_VALUE).getFirst()));
        assertEquals(Optional.empty(), restore(later).restore(found, TestDesk.ALICE, Progress.UNSEEN));
        assertTrue(later.read(PastKey::list).stream().anyMatch(
                past -> past.certificate().fingerprint().equals(Cast.bob().certificate().fingerprint())));
        assertTrue(later.read(tx -> later.keyring.find(tx, Cast.bob().certificate().fingerprint())).isEmpty());
        later.take(later.letter(Cast.bob(), "Encore moi", "Bonjour.").encrypted(later));
        assertEquals(guichet.keystore.Trust.UNKNOWN,
                later.read(tx -> later.keyring.find(tx, Cast.bob().certificate().fingerprint()))
                        .map(guichet.keystore.KnownKey::trust).orElse(guichet.keystore.Trust.UNKNOWN),
                "it was accepted then, by other people");
        assertInstanceOf(guichet.keystore.KeyChoice.Unusable.class, later.read(tx -> later.keyring.choose(tx,
                TestDesk.address(Cast.bob().address()), later.clock.instant())));
    }

    @Test
    void aHiddenReaderIsNotNamedInASealedFile() throws Exception {
        byte[] file = Files.readAllBytes(sealed(Long.MAX_VALUE).getFirst());
        try (SecretKey archive = ArchiveKeys.fromSheets(sheet, code).orElseThrow();
                Gpg anybody = Gpg.start()) {
            String packets = new String(anybody.run(file, "--list-packets").out(), StandardCharsets.UTF_8);
            assertTrue(packets.contains("keyid 0000000000000000"), packets);
            assertFalse(packets.contains(archive.certificate().fingerprint().hex().substring(24)), packets);
        }
    }

    @Test
    void whatIsWrongWithAFileIsSaid() throws Exception {
        Path file = sealed(Long.MAX_VALUE).getFirst();
        byte[] whole = Files.readAllBytes(file);
        assertEquals(CaseRestore.Why.CUT, refused(look(later, write("cut", Arrays.copyOf(whole, whole.length / 2)))));
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 1;
        assertEquals(CaseRestore.Why.ALTERED, refused(look(later, write("altered", altered))));
        assertEquals(CaseRestore.Why.NOT_AN_ARCHIVE, refused(look(later, write("text", "Bonjour".getBytes(
                StandardCharsets.UTF_8)))));
        assertEquals(CaseRestore.Why.NOT_AN_ARCHIVE, refused(look(later, write("empty", new byte[0]))));
        assertEquals(CaseRestore.Why.CANNOT_READ, refused(look(later, folder.resolve("nowhere"))));
        assertEquals(CaseRestore.Why.CASE_IS_HERE, refused(look(here, file)));
        assertInstanceOf(CaseRestore.Found.Openable.class, look(later, file));
        restore(later).restore((CaseRestore.Found.Openable) look(later, file), TestDesk.ALICE, Progress.UNSEEN);
        assertEquals(CaseRestore.Why.RESTORED_BEFORE, refused(look(later, file)));
    }

    @Test
    void anArchiveThatSomebodyElseMadeForOurKeyIsNotOurs() throws Exception {
        assertEquals(CaseRestore.Why.NOT_SIGNED_BY_US, refused(look(later, sealedBy(Cast.mallory()))));
    }

    @Test
    void anAcceptedColleaguesSealIsTakenForWhatItIsAndAContactsNever() throws Exception {
        assertEquals(CaseRestore.Whose.OURS, openable(look(later, sealedBy(Cast.alice()))).whose());
        later.acceptKey(Cast.amelie());
        assertEquals(CaseRestore.Whose.ACCEPTED, openable(look(later, sealedBy(Cast.amelie()))).whose());
        later.acceptKey(Cast.bob());
        assertEquals(CaseRestore.Whose.ACCEPTED, openable(look(later, sealedBy(Cast.bob()))).whose());
        later.addContact("Bob", Cast.bob().address());
        assertEquals(CaseRestore.Why.NOT_SIGNED_BY_US, refused(look(later, sealedBy(Cast.bob()))));
    }

    @Test
    void aFileAlteredAfterItWasLookedAtIsNotBroughtBack() throws Exception {
        Path file = sealed(Long.MAX_VALUE).getFirst();
        CaseRestore.Found.Openable found = openable(look(later, file));
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length - 4096] ^= 1; // in the padding, after all that a tar's reader looks at
        Files.write(file, whole);
        assertTrue(restore(later).restore(found, TestDesk.ALICE, Progress.UNSEEN).isPresent());
        assertTrue(later.read(later.cases::list).isEmpty());
    }

    private Path sealedBy(Cast.Member signer) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        byte[] tar = ArchiveDesk.tar(here, id);
        try (SecretKey archive = ArchiveKeys.fromSheets(sheet, code).orElseThrow()) {
            var usable = (guichet.crypto.Usability.Usable) archive.certificate().usability(Cast.NOW.plusSeconds(600));
            guichet.crypto.SealedFile.seal(to -> to.write(tar), usable.key(),
                    guichet.crypto.SealedFile.Recipient.HIDDEN, signer.key(), Cast.NOW.plusSeconds(600), out);
        }
        return write("by-" + signer.name(), out.toByteArray());
    }

    private static CaseRestore.Found.Openable openable(CaseRestore.Found found) {
        return assertInstanceOf(CaseRestore.Found.Openable.class, found);
    }

    @Test
    void theSizeTellsLittle() throws Exception {
        CaseId small = here.openCase("petit");
        Path one = sealed(Long.MAX_VALUE).getFirst();
        Path other = folder.resolve("other.bin");
        seal(small, other, Long.MAX_VALUE);
        assertEquals(Files.size(one), Files.size(other));
        for (long length = 1; length < 1L << 40; length = length * 3 / 2 + 1) {
            long padded = Padding.padded(length);
            assertTrue(padded >= length && (length < Padding.LEAST || padded - length <= length * 12 / 100),
                    "" + length);
        }
        assertTrue(java.util.stream.LongStream.iterate(1L << 20, length -> length < 1L << 21, length -> length + 4_099)
                .map(Padding::padded).distinct().count() <= 33, "as many sizes as lengths would tell each of them");
    }

    @Test
    void whatStandsThereIsNotReplaced() throws Exception {
        Path file = write("f.bin", new byte[]{1});
        assertEquals(new Sealing.Outcome.Refused(Sealing.Why.EXISTS), seal(id, file, Long.MAX_VALUE));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        assertEquals(new Sealing.Outcome.Refused(Sealing.Why.EXISTS), seal(id, link, Long.MAX_VALUE));
        assertFalse(Files.exists(folder.resolve("elsewhere")));
        assertArrayEquals(new byte[]{1}, Files.readAllBytes(file));
    }

    @Test
    void askedAnsweredMadeDeliveredAllOfItIsRecorded() throws Exception {
        sealed(Long.MAX_VALUE);
        Seals seals = new Seals(here.journal, here.clock);
        assertEquals(false, here.read(tx -> Seals.isDelivered(tx, id)));
        assertEquals(true, here.write(tx -> seals.delivered(tx, id, TestDesk.ALICE)));
        assertEquals(true, here.read(tx -> Seals.isDelivered(tx, id)));
        var kinds = here.journal().stream().map(entry -> entry.kind()).toList();
        assertTrue(kinds.containsAll(List.of(JournalKind.SEAL_ASKED, JournalKind.CASE_SEALED,
                JournalKind.SEAL_DELIVERED)));
    }

    @Test
    void eitherSheetAloneOpensNothing() {
        assertTrue(ArchiveKeys.fromSheets(sheet, "0000-0000".toCharArray()).isEmpty());
        assertTrue(ArchiveKeys.fromSheets(new byte[0], code).isEmpty());
        assertTrue(ArchiveKeys.fromSheets(sheet, new String(code).toLowerCase(java.util.Locale.ROOT).replace("-", " ")
                .toCharArray()).isPresent(), "as it is typed back");
    }

    @Test
    @RequiresPeer("gpg")
    void gpgOpensItWithTheTwoSheetsAndNotWithTheWhistleblowersKey() throws Exception {
        byte[] file = Files.readAllBytes(sealed(Long.MAX_VALUE).getFirst());
        try (Gpg association = Gpg.start(); Gpg bob = Gpg.start()) {
            String clock = "--faked-system-time=20261123T100000!";
            association.run(sheet, "--passphrase", new String(code), "--import").good();
            association.importing(Cast.alice().certificate());
            byte[] tar = association.run(file, clock, "--passphrase", new String(code), "--decrypt").good().out();
            assertEquals(id, BagReader.check(ArchiveDesk.source(tar)).id());
            bob.importing(Cast.bob().key().bytes());
            assertNotEquals(0, bob.run(file, clock, "--decrypt").exit());
        }
    }

    private List<Path> sealed(long largest) throws Exception {
        return assertInstanceOf(Sealing.Outcome.Written.class, seal(id, folder.resolve("f.bin"), largest)).files();
    }

    private Sealing.Outcome seal(CaseId of, Path file, long largest) throws Exception {
        long asked = here.write(tx -> new Seals(here.journal, here.clock).asked(tx, of, Seals.Answer.NO_DANGER,
                TestDesk.ALICE));
        return new Sealing(here.vault(), ArchiveDesk.stores(here), new SecureRandom()).toFile(new Sealing.Order(of,
                new CaseBag.Form(BagLanguage.FR, here.alice().id()), asked, largest, TestDesk.ALICE), file,
                Progress.UNSEEN);
    }

    private CaseRestore.Found look(TestDesk desk, Path... files) throws Exception {
        if (desk == later && desk.clock.instant().equals(Cast.NOW)) {
            desk.clock.advance(java.time.Duration.ofDays(2000));
        }
        try (SecretKey key = ArchiveKeys.fromSheets(sheet, code).orElseThrow()) {
            return restore(desk).look(List.of(files), List.of(key));
        }
    }

    private static CaseRestore restore(TestDesk desk) {
        return new CaseRestore(desk.vault(), ArchiveDesk.stores(desk));
    }

    private static ArchiveKeys keys(TestDesk desk) {
        return new ArchiveKeys(desk.journal, desk.clock, new SecureRandom());
    }

    private static CaseRestore.Why refused(CaseRestore.Found found) {
        return assertInstanceOf(CaseRestore.Found.Refused.class, found).why();
    }

    private Path write(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }
}
