package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `send` while somebody else runs the channels of the vault.
class OtherProcessTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVaultThatHasBobsKey() {
        program = Program.ofAlice(folder);
        program.run("key", "import", program.file("bob.asc", Cast.bob().certificate().armored()).toString())
                .ends(Exit.DONE);
        program.run("key", "accept", Cast.bob().certificate().fingerprint().hex()).ends(Exit.DONE);
    }

    @Test
    void itWaitsForTheOtherAndThenSendsItself() throws VaultException, InterruptedException, ExecutionException {
        try (PostOffice post = new PostOffice()) {
            post.addTo(program);
            CompletableFuture<Program.Ended> sending;
            try (CourierLock _ = CourierLock.tryTake(program.vault()).orElseThrow()) {
                sending = CompletableFuture.supplyAsync(this::send);
                while (program.json("outbox", "list").isEmpty()) {
                    Thread.sleep(20);
                }
                assertTrue(post.received().isEmpty());
            }
            assertEquals("sent", sending.get().ends(Exit.DONE).json().getFirst().text("status"));
            assertEquals(1, post.received().size());
        }
    }

    @Test
    void afterTenSecondsItSaysThatItIsQueued() throws VaultException {
        try (PostOffice post = new PostOffice(); CourierLock _ = CourierLock.tryTake(program.vault()).orElseThrow()) {
            post.addTo(program);
            Instant began = Instant.now();
            Json queued = send().ends(Exit.DONE).json().getFirst();
            assertEquals("queued", queued.text("status"));
            assertTrue(Duration.between(began, Instant.now()).toSeconds() >= 9);
            assertTrue(post.received().isEmpty());
            assertEquals("waiting", program.oneJson("outbox", "list").text("state"));
        }
    }

    private Program.Ended send() {
        return program.runWith("hello\n", "--json", "send", "--to", "bob@example.org", "--body-file", "-");
    }
}
