package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.term.VirtualTerm;
import guichet.tui.text.Printable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UiThreadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final VirtualTerm term = new VirtualTerm(20, 2);
    private final Clock clock = Clock.systemUTC();
    private final UiThread ui = new UiThread(term, clock);
    private final Typewriter stage = new Typewriter();

    /// Shows what was typed; `q` ends it.
    private static final class Typewriter implements Stage {
        private String text = "";
        private boolean over;
        private int draws;
        private Optional<Instant> wakesAt = Optional.empty();
        private final List<Thread> threads = new ArrayList<>();

        @Override
        public void input(Input input) {
            threads.add(Thread.currentThread());
            switch (input) {
                case Input.Pressed(Key.Typed(String typed)) -> {
                    text += typed;
                    over = typed.equals("q");
                }
                case Input.HungUp ignored -> over = true;
                case Input.Pressed ignored -> text += "?";
                case Input.Pasted ignored -> text += "!";
                case Input.Resized(var size) -> text += size.columns();
            }
        }

        @Override
        public void draw(Canvas canvas) {
            draws++;
            canvas.put(0, 0, Printable.line(text), Role.PLAIN);
        }

        @Override
        public Optional<Instant> wakesAt() {
            return wakesAt;
        }

        @Override
        public void wake() {
            text += "w";
            wakesAt = Optional.empty();
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }

    private Thread started() {
        return Thread.ofPlatform().start(() -> {
            try {
                ui.run(stage);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean shows(String text) throws InterruptedException {
        return term.await(rows -> rows.getFirst().equals(text), PATIENCE);
    }

    @Test
    void everyEventChangesTheStateOnOneThread() throws InterruptedException {
        Thread thread = started();
        term.type("ab");
        assertTrue(shows("ab"));
        term.resize(30, 3);
        assertTrue(shows("ab30"));
        ui.post(new UiThread.Event.Done(() -> stage.text = "de loin"));
        assertTrue(shows("de loin"));
        term.type("q");
        thread.join(PATIENCE);
        assertTrue(stage.threads.stream().allMatch(each -> each.equals(thread)));
    }

    @Test
    void nothingIsDrawnWhileNothingHappens() throws InterruptedException {
        Thread thread = started();
        term.type("a");
        assertTrue(shows("a"));
        int draws = stage.draws;
        Thread.sleep(300);
        assertEquals(draws, stage.draws);
        term.hangUp();
        thread.join(PATIENCE);
    }

    @Test
    void theStageIsWokenWhenItAskedForIt() throws InterruptedException {
        stage.wakesAt = Optional.of(clock.instant().plusMillis(100));
        Thread thread = started();
        assertTrue(shows("w"));
        term.hangUp();
        thread.join(PATIENCE);
    }

    @Test
    void aBugInATaskFallsOnTheUiThread() {
        Work work = new Work(ui::post, clock);
        work.start("", Work.Ending.STOPPABLE, progress -> {
            throw new IllegalArgumentException("bug");
        }, done -> {
        }, failed -> {
        });
        assertThrows(IllegalStateException.class, () -> ui.run(stage));
    }

    @Test
    void longWorkIsShownWithItsProgressAndNothingComesOfItOnceCancelled() throws InterruptedException {
        Thread thread = started();
        Work work = new Work(ui::post, clock);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        List<Work.Running> shown = new ArrayList<>();
        ui.post(new UiThread.Event.Done(() -> work.start("lent", Work.Ending.STOPPABLE, progress -> {
            progress.at(3, 10);
            try {
                end.await();
            } catch (InterruptedException e) {
                told.countDown();
            }
            return "fini";
        }, done -> stage.text = done, failed -> stage.text = "raté")));
        Thread.sleep(Work.SHOWN_AFTER.toMillis() + 100);
        ui.post(new UiThread.Event.Done(() -> {
            shown.addAll(work.shown().stream().toList());
            work.close();
        }));
        told.await();
        Thread.sleep(100);
        assertEquals(3, shown.getFirst().progress().done());
        assertEquals("", stage.text);
        term.hangUp();
        thread.join(PATIENCE);
        assertTrue(work.isIdle());
    }

    @Test
    void aFailureIsToldByItsSentence() throws InterruptedException {
        Thread thread = started();
        Work work = new Work(ui::post, clock);
        ui.post(new UiThread.Event.Done(() -> work.start("", Work.Ending.STOPPABLE, progress -> {
            throw new Failure("disque plein", new IOException());
        }, done -> stage.text = "fait", failed -> stage.text = failed.sentence())));
        assertTrue(shows("disque plein"));
        term.hangUp();
        thread.join(PATIENCE);
    }
}
