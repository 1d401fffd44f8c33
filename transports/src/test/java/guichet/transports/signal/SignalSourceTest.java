package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.AccountId;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.TakenSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the stand-in to the port of the intake.
class SignalSourceTest {
    private static final AccountId ACCOUNT = new AccountId(7);

    @TempDir
    Path folder;

    /// An intake that takes everything and every file.
    private static final class FakeIntake implements SignalIntake {
        private final Map<String, Long> positions = new HashMap<>();
        private final List<SpoolMark> marks = new ArrayList<>();
        private final List<Integer> identities = new ArrayList<>();
        private final List<String> forgotten = new ArrayList<>();

        @Override
        public synchronized TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark,
                List<ObservedIdentity> observed, AttachmentFiles files) {
            marks.add(mark);
            identities.add(observed.size());
            positions.put(mark.spool(), mark.position());
            List<String> taken = files.read("photo-1.jpg", 100) instanceof AttachmentFiles.Contents.Bytes
                    ? List.of("photo-1.jpg")
                    : List.of();
            return new TakenSignals(List.of(), List.of(), taken, List.of(), List.of(), List.of(), deliveries.size());
        }

        @Override
        public TakenSignals observed(AccountId account, List<ObservedIdentity> observed) {
            return new TakenSignals(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
        }

        @Override
        public void groups(AccountId account, List<guichet.inbox.signal.ObservedGroup> observed) {
        }

        @Override
        public synchronized long position(AccountId account, String spool) {
            return positions.getOrDefault(spool, 0L);
        }

        @Override
        public synchronized void forgetSpool(AccountId account, String spool) {
            forgotten.add(spool);
        }

        @Override
        public int readAgain(int most) {
            return 0;
        }
    }

    @Test
    void takesBatchesWithTheSafetyNumbersOfThatMomentAndDeletesTheFilesAfterwards()
            throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        FakeIntake intake = new FakeIntake();
        BlockingQueue<TakenSignals> told = new LinkedBlockingQueue<>();
        try (SignalSource source = new SignalSource(ACCOUNT, rig.setup(), intake, told::add, _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(2), SignalRig.PATIENCE)) {
            source.start();
            for (int i = 0; source.bridge().health().state() != SignalHealth.State.UP; i++) {
                assertTrue(i < 1000);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            rig.world.post("{\"do\":\"text\",\"from\":\"" + SignalRig.BOB
                    + "\",\"attachments\":[{\"id\":\"photo-1.jpg\",\"base64\":\"AAAA\"}]}");
            TakenSignals taken = told.poll(20, TimeUnit.SECONDS);
            assertEquals(List.of("photo-1.jpg"), taken == null ? List.of() : taken.filesTaken());
            assertEquals(ACCOUNT, intake.marks.getFirst().account());
            assertEquals(List.of(1), intake.identities, "Bob's, asked for while the batch was at hand");
            try (Stream<Path> left = Files.list(rig.data.resolve("attachments"))) {
                assertEquals(0, left.count());
            }
        }
        assertEquals(List.of(intake.marks.getFirst().spool()), intake.forgotten);
    }
}
