package guichet.tui.screen;

import guichet.inbox.Attachment;
import guichet.inbox.MessageId;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.text.Printable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writing an attachment outside the vault: said to the person before, and journalled. The person names the file; the
/// sender's name for it is only shown.
final class AttachmentSaver {
    private final Shell shell;
    private final Reading reading;

    AttachmentSaver(Shell shell, Reading reading) {
        this.shell = shell;
        this.reading = reading;
    }

    void open() {
        List<Attachment> all = reading.message().attachments();
        if (all.isEmpty()) {
            shell.warn("notice.no-attachment");
            return;
        }
        List<Choice> choices = new ArrayList<>();
        for (Attachment each : all.stream().limit(9).toList()) {
            choices.add(new Choice((char) ('0' + each.n()), Printable.line(each.name()), () -> ask(each)));
        }
        Sheet.open(shell, shell.line("command.save-attachment"), List.of(shell.line(Role.WARNING, "save.outside")),
                choices);
    }

    private void ask(Attachment attachment) {
        Prompt.open(shell, Printable.line(attachment.name()), shell.line("save.question"),
                typed -> save(attachment, typed));
    }

    private void save(Attachment attachment, String typed) {
        MessageId id = reading.message().summary().id();
        Optional<Path> path = FileReading.path(typed);
        if (path.isEmpty()) {
            shell.warn("file.none", typed);
            return;
        }
        shell.office().change(shell.texts().say("work.writing"), _ -> {
            Optional<AttachedFile> file = shell.desk().vault()
                    .read(tx -> shell.desk().messages().attachment(tx, id, attachment.n()));
            String outcome = file.isEmpty() ? "file.none" : write(path.get(), file.get().content());
            if (outcome.equals("save.done")) {
                shell.desk().vault().write(tx -> shell.desk().journal().append(tx, JournalKind.ATTACHMENT_WRITTEN,
                        Payload.by(shell.desk().actor()).inCase(reading.message().summary().caseId())
                                .of(attachment.sha256())));
            }
            return outcome;
        }, outcome -> shell.tell(outcome, typed));
    }

    /// A new file that only its owner reads; says by a text's key how it went.
    private static String write(Path path, byte[] content) {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(path, content, StandardOpenOption.WRITE);
            return "save.done";
        } catch (FileAlreadyExistsException e) {
            return "save.exists";
        } catch (IOException | UnsupportedOperationException e) {
            return "save.failed";
        }
    }
}
