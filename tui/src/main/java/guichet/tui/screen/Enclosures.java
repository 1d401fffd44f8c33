package guichet.tui.screen;

import guichet.inbox.mime.AttachedFile;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// The files that go with what is being written. UI thread only.
final class Enclosures {
    private static final int LABELS = 9;

    private final Shell shell;
    private final List<AttachedFile> files;

    Enclosures(Shell shell, List<AttachedFile> files) {
        this.shell = shell;
        this.files = new ArrayList<>(files);
    }

    List<AttachedFile> files() {
        return List.copyOf(files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    void add(AttachedFile file) {
        files.add(file);
    }

    void clear() {
        files.clear();
    }

    void attach() {
        Prompt.open(shell, shell.line("attach.title"), shell.line("attach.question"),
                path -> FileReading.attachment(shell, path, files::add));
    }

    /// To a mail, which carries longer ones.
    void attachToMail() {
        Prompt.open(shell, shell.line("attach.title"), shell.line("attach.question"),
                path -> FileReading.mailAttachment(shell, path, files(), files::add));
    }

    /// The one that was attached last.
    void detach() {
        if (!files.isEmpty()) {
            shell.tell("notice.detached", files.removeLast().name());
        }
    }

    /// @return the row below
    int draw(Canvas page, int y) {
        if (files.isEmpty()) {
            return y;
        }
        String names = String.join(", ", files.stream()
                .map(file -> file.name() + " (" + shell.moments().size(file.size()) + ")").toList());
        page.put(0, y, shell.line("compose.attachments").fit(LABELS), Role.DIM);
        page.put(LABELS, y, Printable.line(names).cut(page.columns() - LABELS), Role.PLAIN);
        return y + 1;
    }
}
