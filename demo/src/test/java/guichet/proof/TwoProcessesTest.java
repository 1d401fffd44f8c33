package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.mail.GreenRig;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes on one vault: one that runs the channels, and others.
class TwoProcessesTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    /// A machine that is busy makes one of them late; what is late by nature makes all of them.
    private static final int TRIES = 5;
    private static final Duration EVER = Duration.ofSeconds(60);
    private static final String BOB = "bob@example.test";

    @TempDir
    private Path folder;

    @Test
    void eachSeesWhatTheOtherDidSoon() throws Exception {
        try (GreenRig server = new GreenRig(Program.ADDRESS); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account(server.imap(), server.smtp())
                    .trusting(bob.certificate());
            Process watching = program.process("sync", "--watch").redirectErrorStream(true)
                    .redirectOutput(folder.resolve("watch").toFile()).start();
            try {
                server.deliver(mail("first"));
                await(EVER, () -> program.json("list").size() == 1);

                // The watcher has hardly stored the one before: it may be anywhere between a fetch and its next IDLE.
                Duration in = soonest(n -> {
                    server.deliver(mail("another-" + n));
                    await(EVER, () -> program.json("list").size() == 1 + n);
                });
                assertTrue(in.compareTo(SOON) < 0, () -> "a mail that came was seen after " + in);

                Duration out = soonest(n -> {
                    Answer sent = program.json("send", "--to", BOB, "--subject", "Sujet", "--body-file",
                            program.file("body", "Bonjour\n").toString()).getFirst();
                    assertEquals("sent", sent.text("status"));
                    assertEquals(n, server.inbox(BOB).size());
                });
                assertTrue(out.compareTo(SOON) < 0, () -> "the other process sent it after " + out);
            } finally {
                watching.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void threeThatDeliverAtOnceSendNothingTwice() throws Exception {
        try (Recorder server = new Recorder(); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account("imap://127.0.0.1:1", server.url())
                    .trusting(bob.certificate());
            KillTest.queue(program, 30);
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(program.process("sync").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
            }
            for (Process process : all) {
                process.waitFor();
            }
            TreeSet<Integer> numbers = new TreeSet<>();
            for (String mail : server.mails()) {
                numbers.add(KillTest.numberOf(bob.reads(mail)));
            }
            assertEquals(30, server.mails().size());
            assertEquals(30, numbers.size());
        }
    }

    @Test
    void theJournalsChainHoldsWhenThreeProcessesWriteItAtOnce() throws Exception {
        Program program = Program.withVault(folder);
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(program.java(Scribe.class, folder.toString(), "50", "case", "new", "Dossier").start());
        }
        for (Process process : all) {
            BufferedReader out = process.inputReader();
            assertEquals("open", out.readLine());
        }
        for (Process process : all) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        for (Process process : all) {
            assertEquals(0, process.waitFor());
        }
        assertEquals(150, program.json("case", "list").size());
        assertEquals(150, program.json("case", "list").stream().map(one -> one.text("id")).distinct().count());
        assertEquals(150, program.json("journal", "list").stream()
                .filter(entry -> entry.text("kind").equals("case-opened")).count());
        program.run("journal", "verify").ends(0);
    }

    private interface Try {
        void run(int number) throws Exception;
    }

    /// Tries until one is soon enough, and gives the time of the best.
    private static Duration soonest(Try attempt) throws Exception {
        Duration best = EVER;
        for (int n = 1; n <= TRIES && best.compareTo(SOON) >= 0; n++) {
            long start = System.nanoTime();
            attempt.run(n);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private static void await(Duration atMost, Callable<Boolean> done) throws Exception {
        long start = System.nanoTime();
        while (!done.call()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("it did not happen in " + atMost);
            }
            Thread.sleep(20);
        }
    }

    private static String mail(String subject) {
        return "From: <zoe@example.test>\r\nTo: <" + Program.ADDRESS + ">\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + subject + "@example.test>\r\n\r\nBonjour\r\n";
    }
}
