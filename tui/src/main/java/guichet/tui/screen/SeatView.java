package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import guichet.tui.text.QrCode;
import guichet.tui.workspace.ChatDesk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Our seat as a colleague needs it: the fingerprint to read aloud, the same as a code for a camera, and the vCard as a file.
final class SeatView implements Layer {
    private static final int BESIDE = 24;

    private final Shell shell;
    private final StaffCard card;
    private final QrCode code;

    SeatView(Shell shell, StaffCard card) {
        this.shell = shell;
        this.card = card;
        this.code = QrCode.of(ChatDesk.code(card));
    }

    @Override
    public void draw(Canvas screen) {
        screen.fill(Role.PLAIN);
        boolean fits = code.rows() <= screen.rows() && code.columns() + BESIDE <= screen.columns();
        if (fits) {
            for (int y = 0; y < code.rows(); y++) {
                screen.put(0, y, Printable.line(code.lines().get(y)), Role.CODE);
            }
        }
        int x = fits ? code.columns() + 2 : 1;
        Canvas beside = screen.part(x, 0, screen.columns() - x - 1, screen.rows() - 1);
        int y = 0;
        for (Line line : lines()) {
            for (Line piece : line.wrap(Math.max(2, beside.columns()))) {
                piece.draw(beside, 0, y++);
            }
        }
        Hints.notice(shell, screen);
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(shell.line(Role.STRONG, "seat.title"));
        lines.add(Line.of(Role.PLAIN, Printable.line(card.name())));
        lines.add(Line.of(Role.PLAIN, Printable.line(card.address().value())));
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.DIM, "seat.fingerprint"));
        String hex = card.certificate().fingerprint().spaced();
        int half = hex.length() / 2 + 1;
        lines.add(Line.of(Role.STRONG, Printable.line(hex.substring(0, half).strip())));
        lines.add(Line.of(Role.STRONG, Printable.line(hex.substring(half).strip())));
        lines.add(Line.BLANK);
        lines.add(shell.line(Role.PLAIN, "seat.how"));
        lines.add(Line.BLANK);
        lines.add(Line.of(Role.KEY, Printable.line("s ")).and(Role.DIM, shell.line("seat.save")));
        lines.add(Line.of(Role.KEY, shell.line("key.escape")).and(Role.DIM,
                Printable.line(" ").plus(shell.line("sheet.back"))));
        return lines;
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> shell.layers().close(this);
            case Input.Pressed(Key.Typed(String typed)) when typed.equals("s") -> Prompt.open(shell,
                    shell.line("seat.save"), shell.line("seat.save-question"),
                    AttachmentSaver.offered(card.name() + ".vcf"), this::save);
            default -> {
            }
        }
    }

    private void save(String typed) {
        Optional<Path> path = FileReading.path(typed);
        if (path.isEmpty()) {
            shell.warn("file.none", typed);
            return;
        }
        shell.office().change(shell.texts().say("work.writing"), _ -> write(path.get()), outcome -> {
            if (outcome.equals("save.done")) {
                shell.tell("seat.saved", typed);
            } else {
                shell.warn(outcome, typed);
            }
        });
    }

    private String write(Path path) throws VaultException {
        try {
            Files.write(path, VCardFile.write(List.of(card), shell.clock().instant()), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return "save.exists";
        } catch (IOException e) {
            return "save.failed";
        }
        shell.desk().vault().write(tx -> shell.desk().journal().append(tx, JournalKind.KEY_EXPORTED,
                Payload.by(shell.desk().actor()).over(Channel.CHAT).to(List.of(card.address().value()))));
        return "save.done";
    }
}
