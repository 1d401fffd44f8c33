package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.widget.ProgressBar;
import guichet.tui.text.Lang;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole screen: locked, or a workplace. Locks by itself when no key is pressed for as long as the vault's people set,
/// and by one key (Ctrl-L) from anywhere.
final class Root implements Stage {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final House house;
    private final Lang lang;
    private final Clock clock;
    private final TourStrip tour;
    private final Consumer<UiThread.Event> post;
    private final Notices notices;
    private final Work work;
    private Texts texts;
    private Duration lockAfter = Duration.ofMinutes(10);
    private Instant lastKey;
    private LockScreen lockScreen;
    private @Nullable Workplace open;
    private boolean over;
    private @Nullable FirstStart first;
    /// Set by the first start until the vault that it made is open.
    private Optional<Lang> chosen = Optional.empty();

    Root(House house, Lang lang, Clock clock, TourStrip tour, Consumer<UiThread.Event> post) {
        this.house = house;
        this.lang = lang;
        this.clock = clock;
        this.tour = tour;
        this.post = post;
        this.notices = new Notices(clock);
        this.work = new Work(post, clock);
        this.texts = Texts.in(lang);
        this.lastKey = clock.instant();
        this.lockScreen = lockScreen("lock.first");
    }

    /// Begins by making a vault.
    void begin(Foundation foundation) {
        first = new FirstStart(foundation, lang, work, (passphrase, language) -> {
            first = null;
            chosen = Optional.of(language);
            texts = Texts.in(language);
            lockScreen = lockScreen("lock.first");
            unlock(passphrase);
        });
    }

    private record Ready(Desk desk, Duration lockAfter, Optional<Lang> language) {
    }

    private LockScreen lockScreen(String since) {
        String now = new Moments(texts, clock).brief(clock.instant());
        return new LockScreen(texts.line("lock.title"), texts.line(since, now), texts.line("lock.ask"),
                texts.line("lock.hint"));
    }

    /// Works with a vault that is open already.
    void begin(Desk desk) {
        lockScreen.enter(LockScreen.State.OPENING, texts.line("lock.opening"));
        work.start(texts.say("lock.opening"), Work.Ending.TO_THE_END, _ -> settle(desk), this::opened, this::broken);
    }

    private Ready settle(Desk desk) throws Failure {
        try {
            if (chosen.isPresent()) {
                String language = chosen.get().name().toLowerCase(Locale.ROOT);
                desk.vault().write(tx -> desk.settings().set(tx, Setting.LANGUAGE, language));
            }
            return desk.vault()
                    .read(tx -> new Ready(desk, Duration.ofMinutes(desk.settings().number(tx, Setting.LOCK_MINUTES)),
                            Lang.of(desk.settings().get(tx, Setting.LANGUAGE))));
        } catch (VaultException e) {
            throw new Failure(texts.of(e.kind()), e);
        }
    }

    private void unlock(Secret passphrase) {
        lockScreen.enter(LockScreen.State.OPENING, texts.line("lock.opening"));
        work.<Optional<Ready>>start(texts.say("lock.opening"), Work.Ending.TO_THE_END, _ -> {
            try (passphrase) {
                return switch (house.open(passphrase)) {
                    case House.Opening.Opened opened -> Optional.of(settle(opened.desk()));
                    case House.Opening.Refused refused ->
                        throw new Failure(texts.of(refused.why()), new RefusedOpening());
                };
            }
        }, ready -> ready.ifPresent(this::opened), this::broken);
    }

    private static final class RefusedOpening extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void broken(Failure failure) {
        lockScreen.enter(LockScreen.State.ASKING, Printable.line(failure.sentence()));
    }

    private void opened(Ready ready) {
        lockScreen.forget();
        lockAfter = ready.lockAfter;
        lastKey = clock.instant();
        texts = Texts.in(ready.language.orElse(lang));
        open = new Workplace(ready.desk, new Workplace.Around(post, work, notices, texts, clock, this::lock, this::quit,
                () -> Duration.between(clock.instant(), lastKey.plus(lockAfter))));
        if (chosen.isPresent()) {
            chosen = Optional.empty();
            open.welcome();
        }
    }

    /// Hides everything at once; the keys are wiped and the vault closed right behind.
    private void lock() {
        leave("lock.since", () -> lockScreen.enter(LockScreen.State.ASKING, Printable.EMPTY));
    }

    private void quit() {
        leave("lock.since", () -> over = true);
    }

    private void leave(String since, Runnable then) {
        Workplace left = open;
        if (left == null) {
            then.run();
            return;
        }
        left.leave();
        work.close();
        open = null;
        lockScreen = lockScreen(since);
        lockScreen.enter(LockScreen.State.CLOSING, texts.line("lock.closing"));
        Desk desk = left.desk();
        List<Thread> writing = work.toTheEnd();
        Thread.ofVirtual().name("closing").start(() -> {
            try {
                for (Thread each : writing) {
                    each.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            desk.channels().close();
            post.accept(new UiThread.Event.Done(then));
        });
    }

    @Override
    public void input(Input input) {
        if (isOverdue() && !(input instanceof Input.HungUp)) {
            // Asleep for longer than the person may be away (a closed laptop): this key comes too late.
            lock();
            return;
        }
        if (input instanceof Input.Pressed || input instanceof Input.Pasted) {
            lastKey = clock.instant();
            notices.keyPressed();
        }
        switch (input) {
            case Input.HungUp _ -> quit();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'l' && open != null -> lock();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'c' && open == null -> quit();
            case Input.Pressed(Key.Named key) when key == Key.Named.F1 && open != null -> open.help();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE && open != null && stoppable().isPresent() ->
                stoppable().get().cancel();
            case Input.Pressed _ when open != null && (tour.takes(input) || open.undo().takes(input)) -> {
            }
            case Input.Pressed _,Input.Pasted _,Input.Resized _ -> deliver(input);
        }
    }

    private Optional<Work.Running> stoppable() {
        return work.shown().filter(Work.Running::isStoppable);
    }

    private void deliver(Input input) {
        FirstStart founding = first;
        if (founding != null) {
            founding.input(input);
        } else if (open == null) {
            lockScreen.input(input, this::unlock);
        } else {
            open.layers().input(input);
        }
    }

    @Override
    public void draw(Canvas canvas) {
        FirstStart founding = first;
        if (founding != null) {
            founding.draw(canvas);
            return;
        }
        if (open == null) {
            lockScreen.draw(canvas);
            return;
        }
        Canvas rest = open.undo().draw(tour.draw(canvas));
        open.layers().draw(rest);
        work.shown().ifPresent(task -> new ProgressBar(Printable.line(task.label()), task.progress().done(),
                task.progress().total(), texts.line(task.isStoppable() ? "work.cancel" : "work.wait")).draw(rest));
    }

    @Override
    public Optional<Instant> wakesAt() {
        if (open == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant locks = lastKey.plus(lockAfter);
        long minutesLeft = Math.max(0, Duration.between(now, locks).minusMillis(1).toMinutes());
        Instant nextMinute = locks.minus(MINUTE.multipliedBy(minutesLeft));
        return Stream.of(Stream.of(nextMinute), work.wakesAt().stream(), open.undo().wakesAt().stream(),
                notices.current().stream().map(Notices.Notice::until)).flatMap(each -> each).min(Instant::compareTo);
    }

    @Override
    public void wake() {
        if (isOverdue()) {
            lock();
        } else if (open != null) {
            open.undo().wake();
        }
    }

    private boolean isOverdue() {
        return open != null && !clock.instant().isBefore(lastKey.plus(lockAfter));
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
