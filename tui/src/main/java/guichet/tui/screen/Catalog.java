package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.accounts.Accounts.AccountState.Link;
import guichet.inbox.cases.MessageFilter;
import guichet.tui.screen.widget.ReadingPane;
import java.util.List;
import java.util.Optional;

/// What the three panes show, and how it gets there: choosing in one pane reads what the next one shows. UI thread only.
final class Catalog {
    private final Shell shell;
    private final CasesPane cases;
    private final ThreadPane thread;
    private final ReadingPane pane = new ReadingPane();
    private final ReadingText text;
    private final Office.Latest overviewAsked = new Office.Latest();
    private final Office.Latest threadAsked = new Office.Latest();
    private final Office.Latest readingAsked = new Office.Latest();
    private Overview.Closed closed = Overview.Closed.FOLDED;
    private Optional<Shelf> shown = Optional.empty();
    private Optional<Reading> reading = Optional.empty();
    private int unread;
    private Optional<Link> mail = Optional.empty();
    private List<SignalState> signal = List.of();
    private Optional<ChatState> chat = Optional.empty();
    private boolean appending;
    /// Where to go once the places are read.
    private Optional<Shelf> goTo = Optional.empty();
    /// Which message to select once the thread is read.
    private Optional<MessageId> wanted = Optional.empty();

    Catalog(Shell shell) {
        this.shell = shell;
        this.cases = new CasesPane(shell.texts());
        this.thread = new ThreadPane(shell.texts(), shell.moments());
        this.text = new ReadingText(shell.texts(), shell.moments());
    }

    CasesPane cases() {
        return cases;
    }

    ThreadPane thread() {
        return thread;
    }

    ReadingPane pane() {
        return pane;
    }

    /// The message in the reading pane.
    Optional<Reading> reading() {
        return reading;
    }

    int unread() {
        return unread;
    }

    Optional<Link> mail() {
        return mail;
    }

    List<SignalState> signal() {
        return signal;
    }

    /// Empty where nobody here has a seat in the internal chat.
    Optional<ChatState> chat() {
        return chat;
    }

    /// The case whose messages are shown.
    Optional<Shelf.OneCase> openCase() {
        return shown.filter(Shelf.OneCase.class::isInstance).map(Shelf.OneCase.class::cast);
    }

    Optional<Shelf> shelf() {
        return shown;
    }

    /// Reads everything anew; what is selected stays so.
    void reload() {
        shell.office().read(overviewAsked, tx -> Overview.of(tx, shell.desk(), shell.clock().instant(), closed),
                overview -> {
                    cases.show(overview.shelves());
                    goTo.ifPresent(cases::select);
                    goTo = Optional.empty();
                    unread = overview.unread();
                    mail = overview.mail();
                    signal = overview.signal();
                    chat = overview.chat();
                    showThread();
                });
    }

    void foldOrUnfoldClosed() {
        closed = closed == Overview.Closed.FOLDED ? Overview.Closed.SHOWN : Overview.Closed.FOLDED;
        reload();
    }

    /// Goes to a case.
    void show(CaseId id) {
        wanted = Optional.empty();
        select(id);
    }

    /// Goes to a message in its case.
    void show(CaseId id, MessageId message) {
        wanted = Optional.of(message);
        select(id);
    }

    private void select(CaseId id) {
        shell.office().read(tx -> shell.desk().cases().find(tx, id), found -> found.ifPresent(its -> {
            if (its.state() == Case.State.CLOSED) {
                closed = Overview.Closed.SHOWN;
            }
            goTo = Optional.of(new Shelf.OneCase(its));
            reload();
        }));
    }

    /// Shows the messages of the place selected on the left.
    void showThread() {
        Optional<Shelf> place = cases.selected();
        boolean isOther = !(shown.isPresent() && place.isPresent() && shown.get().isSamePlace(place.get()));
        shown = place;
        Optional<MessageFilter> filter = place.flatMap(shelf -> shelf.filter(ThreadPane.PAGE));
        if (filter.isEmpty()) {
            thread.show(List.of());
            showReading();
            return;
        }
        if (isOther) {
            thread.show(List.of());
        }
        shell.office().read(threadAsked, tx -> shell.desk().messages().list(tx, filter.get()), page -> {
            thread.show(page);
            wanted.ifPresent(thread::select);
            wanted = Optional.empty();
            appending = false;
            showReading();
        });
    }

    /// Shows the message selected in the thread, and reads on in the list where that is near its end.
    void showReading() {
        readMore();
        Optional<Summary> selected = thread.selected();
        if (selected.isEmpty()) {
            reading = Optional.empty();
            pane.show(List.of());
            return;
        }
        MessageId id = selected.get().id();
        shell.office().read(readingAsked, tx -> Reading.of(tx, shell.desk(), id), found -> {
            boolean isSame = reading.isPresent() && found.isPresent()
                    && reading.get().message().summary().id().equals(found.get().message().summary().id());
            reading = found;
            if (isSame) {
                pane.update(found.map(text::of).orElse(List.of()));
            } else {
                pane.show(found.map(text::of).orElse(List.of()));
            }
        });
    }

    private void readMore() {
        Optional<Summary> last = thread.wantsMoreAfter();
        Optional<MessageFilter> filter = shown.flatMap(shelf -> shelf.filter(ThreadPane.PAGE));
        if (appending || last.isEmpty() || filter.isEmpty()) {
            return;
        }
        appending = true;
        MessageFilter next = new MessageFilter(filter.get().caseId(), filter.get().channel(), filter.get().only(),
                Optional.of(last.get().id()), ThreadPane.PAGE);
        shell.office().read(threadAsked, tx -> shell.desk().messages().list(tx, next), page -> {
            thread.append(page);
            appending = false;
        });
    }
}
