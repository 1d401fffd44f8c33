package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An open vault on the screen: from unlocking to locking.
final class Workplace {
    private final Desk desk;
    private final Shell shell;
    private final Layers layers = new Layers();
    private final Catalog catalog;
    private final UndoStrip undo;
    private final MainView main;
    private final Optional<Watcher> watcher;
    private boolean left;

    /// What the workplace asks of whoever holds it.
    ///
    /// @param post      gives an event to the UI thread
    /// @param lock      locks at once
    /// @param quit      locks and ends
    /// @param untilLock how long until it locks by itself
    record Around(Consumer<UiThread.Event> post, Work work, Notices notices, Texts texts, Clock clock, Runnable lock,
            Runnable quit, Supplier<Duration> untilLock) {
    }

    Workplace(Desk desk, Around around) {
        this.desk = desk;
        Office office = new Office(desk.vault(), around.work, around.notices, around.texts);
        this.shell = new Shell(desk, around.texts, new Moments(around.texts, around.clock), around.clock,
                layers, office, around.notices, this::reload, this::count, around.lock, around.quit);
        this.catalog = new Catalog(shell);
        this.undo = new UndoStrip(shell);
        undo.reload();
        this.main = new MainView(shell, catalog, around.untilLock);
        layers.push(main);
        this.watcher = watch(around);
    }

    private void reload() {
        if (!left) {
            catalog.reload();
            undo.reload();
            layers.reload();
        }
    }

    private void count(MessageId released) {
        undo.count(released);
    }

    private Optional<Watcher> watch(Around around) {
        try {
            return Optional
                    .of(Watcher.start(desk.vault(), () -> around.post.accept(new UiThread.Event.Done(this::reload)),
                            () -> around.post.accept(new UiThread.Event.Done(() -> gone(around)))));
        } catch (IOException e) {
            around.notices.warn(Printable.line(around.texts.say("notice.not-watching")));
            return Optional.empty();
        }
    }

    /// Another process took the vault's key away. What this very screen closed is no news.
    private void gone(Around around) {
        if (!left) {
            around.lock.run();
        }
    }

    Layers layers() {
        return layers;
    }

    /// The keys, over whatever is on the screen.
    void help() {
        main.openHelp();
    }

    /// What a new vault lacks: the mail account, and perhaps one on Signal.
    void welcome() {
        AccountForm.open(shell, () -> LinkForm.offer(shell));
    }

    UndoStrip undo() {
        return undo;
    }

    Desk desk() {
        return desk;
    }

    /// Puts what is being written into the vault, and looks no more. The vault itself is closed by the caller.
    void leave() {
        left = true;
        undo.leave();
        layers.keep();
        watcher.ifPresent(Watcher::close);
    }
}
