package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.archive.ArchiveDesk;
import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.Progress;
import guichet.inbox.archive.Sealing;
import guichet.inbox.archive.Seals;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.KeyChoice;
import guichet.keystore.KeySource;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cases to the archive, and back, at the screen.
class ArchiveScreenTest {
    private static final CaseId EAUX = new CaseId("2026-0001");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theQuestionComesBeforeTheSealAndItsAnswerIsRecorded(Lang lang) throws Exception {
        Path file = folder.resolve("f.bin");
        try (ScreenRig rig = rig(lang).start()) {
            rig.play(named("seal-danger", lang));
            assertTrue(rig.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.SEAL_ASKED));
            assertEquals(List.of(Seals.Answer.DANGER), answers(rig));
            rig.play(named("seal-begin", lang), Map.of("file", file.toString()));
            rig.play(named("seal", lang));
            assertTrue(Files.isRegularFile(file));
            assertEquals(Set.of(Seals.Answer.DANGER, Seals.Answer.NO_DANGER), Set.copyOf(answers(rig)));
        }
    }

    /// The question about the case's room comes after the one about danger, and its answer is what is in the file.
    @ParameterizedTest
    @EnumSource
    void whatWasSaidInTheRoomIsSealedOnlyWhereItWasAskedFor(Lang lang) throws Exception {
        Path with = folder.resolve("with.bin");
        Path without = folder.resolve("without.bin");
        try (ScreenRig rig = rig(lang)) {
            rig.desk.write(tx -> rig.desk.messages.add(tx, ArchiveDesk.saidInRoom(rig.desk, EAUX, "pangolinsalon")));
            rig.start();
            rig.play(named("seal-room", lang), Map.of("room", with.toString(), "plain", without.toString()));
            assertEquals(List.of(false, true), List.of(ArchiveDesk.isSealedIn(rig.desk, without, "pangolinsalon"),
                    ArchiveDesk.isSealedIn(rig.desk, with, "pangolinsalon")));
        }
    }

    private static List<Seals.Answer> answers(ScreenRig rig) throws VaultException {
        return rig.desk.read(tx -> Seals.of(tx, EAUX)).stream().map(Seals.Seal::answer).toList();
    }

    @ParameterizedTest
    @EnumSource
    void anExportInTheClearTakesAReasonAndAnEnginesKeyIsAskedForOnce(Lang lang) throws Exception {
        Path to = Files.createDirectory(folder.resolve("to"));
        Path key = Files.writeString(folder.resolve("key.asc"), Cast.bob().certificate().armored());
        try (ScreenRig rig = rig(lang).start()) {
            rig.play(named("export-clear", lang), Map.of("folder", to.toString()));
            assertTrue(Files.isRegularFile(to.resolve(EAUX.value()).resolve("bagit.txt")));
            assertEquals(List.of(EAUX.value()), names(to), "what was there stays, and nothing beside it");
            assertEquals(1, exposures(rig));
            rig.play(named("export-key", lang), Map.of("folder", to.toString(), "key", key.toString()));
            assertEquals(List.of(EAUX.value(), EAUX + ".tar.gpg"), names(to));
            assertEquals(1, exposures(rig));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersonsRequestIsDecidedNotedAndAnswered(Lang lang) throws Exception {
        Path to = Files.createDirectory(folder.resolve("to"));
        try (ScreenRig rig = rig(lang).start()) {
            rig.play(named("request", lang), Map.of("folder", to.toString()));
            assertEquals(1, names(to).size());
            assertEquals(List.of("access: export in the clear", "erasure"), rig.desk.journal().stream()
                    .filter(entry -> entry.kind() == JournalKind.PERSON_REQUEST)
                    .map(entry -> entry.payload().detail().orElseThrow()).toList());
            assertEquals(1, exposures(rig));
        }
    }

    private static long exposures(ScreenRig rig) throws VaultException {
        return rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.EXPOSURE).count();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnderWayShowsHowFarItIsAndLeavesNothingWhereItIsStopped(Lang lang) throws Exception {
        var held = new Held(folder);
        try (ScreenRig rig = rig(lang)) {
            rig.archiveClock = held;
            rig.start();
            rig.play(named("export-begin", lang), Map.of("folder", folder.toString()));
            held.passed.acquire();
            rig.desk.clock.advance(Duration.ofSeconds(1));
            rig.play(named("export-stop", lang));
            assertEquals(List.of(), names(folder));
            assertTrue(rig.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.CASE_EXPORTED
                    && entry.payload().detail().orElse("").equals("not done: CANCELLED")));
            held.passed.drainPermits();
            rig.play(named("seal-begin", lang), Map.of("file", folder.resolve("f.bin").toString()));
            held.passed.acquire();
            rig.desk.clock.advance(Duration.ofSeconds(1));
            rig.play(named("seal-stop", lang));
            assertEquals(List.of(), names(folder));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSealedArchiveIsShownBeforeItIsWrittenAndComesBackOnce(Lang lang) throws Exception {
        try (ScreenRig rig = rig(lang)) {
            rig.desk.write(tx -> rig.desk.cases.note(tx, EAUX, "hoatzinnotiz", TestDesk.ALICE));
            Map<String, String> words = Map.of("file", sealedAndDestroyed(rig).toString());
            rig.start();
            rig.play(named("return-look", lang), words);
            assertTrue(rig.desk.read(tx -> rig.desk.cases.find(tx, EAUX)).isEmpty(), "nothing is written yet");
            rig.play(named("return", lang), words);
            assertEquals(1, rig.desk.read(tx -> rig.desk.messages.search(tx, "hoatzinnotiz", Optional.empty(), 5))
                    .size());
            rig.play(named("old-key", lang));
            assertInstanceOf(KeyChoice.Unusable.class, rig.desk.read(tx -> rig.desk.keyring.choose(tx,
                    TestDesk.address(Cast.bob().address()), rig.desk.clock.instant())), "nothing is encrypted to it");
        }
    }

    /// A case with a contact and a mail, and an archive key.
    private static ScreenRig rig(Lang lang) throws Exception {
        ScreenRig rig = new ScreenRig(lang, 80, 24);
        rig.desk.write(tx -> rig.desk.keyring.importCertificate(tx, Cast.bob().certificate(), KeySource.FILE,
                rig.desk.clock.instant()));
        rig.desk.openCase("Eaux usées", rig.desk.addContact("Bob", Cast.bob().address()));
        MessageId mail = rig.desk.take(("From: " + Cast.bob().address()
                + "\r\nSubject: Documents =?utf-8?q?demand=C3=A9s?=\r\n\r\nLes photos du collecteur.\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        rig.desk.write(tx -> rig.desk.messages.file(tx, mail, EAUX, TestDesk.ALICE));
        rig.desk.write(tx -> {
            try {
                new ArchiveKeys(rig.desk.journal, rig.desk.clock, new SecureRandom())
                        .make(tx, "Archives", ArchiveKeys.Keeping.IN_VAULT, TestDesk.ALICE).close();
                return true;
            } catch (guichet.crypto.CryptoException e) {
                throw new IllegalStateException(e);
            }
        });
        return rig;
    }

    private static String named(String script, Lang lang) {
        return script + "-" + lang.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Path sealedAndDestroyed(ScreenRig rig) throws VaultException {
        Path file = folder.resolve("f.bin");
        rig.desk.write(tx -> rig.desk.cases.close(tx, EAUX, TestDesk.ALICE));
        long asked = rig.desk.write(tx -> new Seals(rig.desk.journal, rig.desk.clock).asked(tx, EAUX,
                Seals.Answer.NO_DANGER, TestDesk.ALICE));
        assertInstanceOf(Sealing.Outcome.Written.class,
                new Sealing(rig.desk.vault(), ArchiveDesk.stores(rig.desk), new SecureRandom())
                        .toFile(new Sealing.Order(EAUX, new CaseBag.Form(BagLanguage.FR, rig.desk.alice().id()), asked,
                                Long.MAX_VALUE, TestDesk.ALICE), file, Progress.UNSEEN));
        CaseDestruction destruction = new CaseDestruction(rig.desk.vault(), rig.desk.cases,
                new Holds(rig.desk.journal, rig.desk.clock), (_, _) -> true, rig.desk.journal, rig.desk.clock);
        destruction.begin(EAUX, Optional.empty(), TestDesk.ALICE);
        destruction.carryOnAll(guichet.inbox.endings.Progress.UNSEEN);
        return file;
    }

    /// A clock that stands still, until the thread that asks is interrupted, from when something lies in a folder.
    private static final class Held extends Clock {
        private final Path folder;
        private final CountDownLatch never = new CountDownLatch(1);
        final Semaphore passed = new Semaphore(0);

        Held(Path folder) {
            this.folder = folder;
        }

        @Override
        public Instant instant() {
            try (Stream<Path> all = Files.walk(folder)) {
                if (all.anyMatch(Files::isRegularFile)) {
                    passed.release();
                    never.await();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Cast.NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("tests live in UTC");
        }
    }
}
