package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolTest {
    @TempDir
    Path folder;

    /// The attack on truncating, which this is instead of: a writer that never stops.
    @Test
    void nothingIsLostWhenTheBeginningIsGivenBackWhileALineIsWritten() throws IOException, InterruptedException {
        Spool spool = new Spool(Files.createFile(folder.resolve("spool-1")));
        int count = 20_000;
        Thread writer = Thread.ofPlatform().start(() -> {
            try (var out = Files.newOutputStream(spool.file(), StandardOpenOption.APPEND)) {
                for (int i = 0; i < count; i++) {
                    out.write(("{\"jsonrpc\":\"2.0\",\"method\":\"m" + i + "\"}\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        int read = 0;
        try (SpoolCursor cursor = new SpoolCursor(spool, 0, Frames::read)) {
            while (read < count) {
                Optional<LineCutter.Cut> cut = cursor.next();
                if (cut.isEmpty()) {
                    Thread.onSpinWait();
                    continue;
                }
                assertEquals(new Frame.Notification("m" + read, Raw.none()), cut.get().frame());
                read++;
                if (read % 100 == 0) {
                    assertTrue(HolePunch.punch(spool.file(), cut.get().end()));
                }
            }
        }
        writer.join();
        byte[] rest = Files.readAllBytes(spool.file());
        assertEquals(0, rest[1 << 15]);
    }

    @Test
    void whatCannotBeGivenBackIsSaid() {
        assertFalse(HolePunch.punch(folder.resolve("nothing"), 10));
        assertTrue(HolePunch.punch(folder.resolve("nothing"), 0));
    }

    @Test
    void aReaderIsToldOfEveryLine() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("spool-1"));
        try (Growth growth = Growth.of(folder)) {
            for (int i = 0; i < 5; i++) {
                long seen = growth.count();
                Files.writeString(file, "x", StandardOpenOption.APPEND);
                long before = System.nanoTime();
                assertTrue(growth.await(seen, Duration.ofSeconds(10)));
                assertTrue(System.nanoTime() - before < Duration.ofSeconds(5).toNanos());
                Thread.sleep(20);
            }
        }
    }

    @Test
    void whoWaitsIsLetGoWhenItIsClosed() throws IOException, InterruptedException {
        Thread waiting;
        try (Growth growth = Growth.of(folder)) {
            waiting = Thread.ofVirtual().start(() -> assertFalse(growth.await(growth.count(), Duration.ofDays(1))));
            Thread.sleep(50);
        }
        assertTrue(waiting.join(Duration.ofSeconds(5)));
    }

    /// A clock that was set back must not put a new spool before an old one.
    @Test
    void aNewSpoolComesAfterAllThatAreThere() throws IOException {
        Path ram = Files.createDirectory(folder.resolve("shm"));
        Random random = new Random(4);
        RamFolder own = RamFolder.open(folder.resolve("home"), ram, random);
        Spool first = own.newSpool(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC), random);
        Spool second = own.newSpool(Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC), random);
        assertTrue(first.compareTo(second) < 0);
        assertEquals(first, own.spools().getFirst());
    }
}
