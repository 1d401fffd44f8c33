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
    /// Two seconds is the aim, and what a quiet machine needs is less; a busy one is given more.
    private static final Duration SOON = Duration.ofSeconds(6);
    private static final Duration EVER = Duration.ofSeconds(30);
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

                // GreenMail tells of no mail that comes between a fetch and the IDLE after it: let the watcher come to rest.
                Thread.sleep(Duration.ofSeconds(3));
                server.deliver(mail("second"));
                Duration in = await(EVER, () -> program.json("list").size() == 2);
                assertTrue(in.compareTo(SOON) < 0, () -> "a mail that came was seen after " + in);

                long start = System.nanoTime();
                Answer sent = program.json("send", "--to", BOB, "--subject", "Sujet", "--body-file",
                        program.file("body", "Bonjour\n").toString()).getFirst();
                Duration out = Duration.ofNanos(System.nanoTime() - start);
                assertEquals("sent", sent.text("status"));
                assertEquals(1, server.inbox(BOB).size());
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

    private static Duration await(Duration atMost, Callable<Boolean> done) throws Exception {
        long start = System.nanoTime();
        while (!done.call()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("it did not happen in " + atMost);
            }
            Thread.sleep(20);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String mail(String subject) {
        return "From: <zoe@example.test>\r\nTo: <" + Program.ADDRESS + ">\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + subject + "@example.test>\r\n\r\nBonjour\r\n";
    }
}
