package guichet.tui.screen;

import guichet.inbox.Attachment;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.LongContent;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.text.Printable;
import guichet.tui.workspace.OutsideFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writing an attachment outside the vault: said to the person before, and journalled. The person names the file; the
/// sender's name for it is only shown.
final class AttachmentSaver {
    private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._ -]");
    private static final int LONGEST = 80;

    private final Shell shell;
    private final MessageId message;
    private final Optional<CaseId> caseId;
    private final List<Attachment> all;

    AttachmentSaver(Shell shell, Reading reading) {
        this(shell, reading.message().summary().id(), reading.message().summary().caseId(),
                reading.message().attachments());
    }

    AttachmentSaver(Shell shell, MessageId message, Optional<CaseId> caseId, List<Attachment> all) {
        this.shell = shell;
        this.message = message;
        this.caseId = caseId;
        this.all = List.copyOf(all);
    }

    void open() {
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
        Prompt.open(shell, Printable.line(attachment.name()), shell.line("save.question"), offered(attachment.name()),
                typed -> save(attachment, typed));
    }

    private void save(Attachment attachment, String typed) {
        Optional<Path> path = FileReading.path(typed);
        if (path.isEmpty()) {
            shell.warn("file.none", typed);
            return;
        }
        shell.office().change(shell.texts().say("work.writing"), _ -> {
            Optional<LongContent> far = shell.desk().vault()
                    .read(tx -> shell.desk().messages().longAttachment(tx, message, attachment.n()));
            if (far.isPresent()) {
                return write(path.get(), () -> far.get().open(shell.desk().vault()), attachment);
            }
            Optional<AttachedFile> file = shell.desk().vault()
                    .read(tx -> shell.desk().messages().attachment(tx, message, attachment.n()));
            return file.isEmpty()
                    ? "file.none"
                    : write(path.get(), () -> new ByteArrayInputStream(file.get().content()), attachment);
        }, outcome -> {
            if (outcome.equals("save.done")) {
                shell.tell(outcome, typed);
            } else {
                shell.warn(outcome, typed);
            }
        });
    }

    /// Says by a text's key how it went.
    private String write(Path path, Content content, Attachment attachment) throws VaultException {
        try (OutsideFile file = OutsideFile.create(path)) {
            shell.desk().vault().write(tx -> shell.desk().journal().append(tx, JournalKind.ATTACHMENT_WRITTEN,
                    Payload.by(shell.desk().actor()).inCase(caseId).of(attachment.sha256())));
            try (InputStream reading = content.open()) {
                file.fill(reading);
            }
            return "save.done";
        } catch (FileAlreadyExistsException e) {
            return "save.exists";
        } catch (IOException e) {
            return "save.failed";
        }
    }

    private interface Content {
        InputStream open() throws IOException, VaultException;
    }

    /// What the sender called it, as a name in the person's own folder: no folder of theirs, no sign that means anything.
    static String offered(String alleged) {
        String last = alleged.substring(Math.max(alleged.lastIndexOf('/'), alleged.lastIndexOf('\\')) + 1);
        String plain = NOT_PLAIN.matcher(last).replaceAll("_").replaceFirst("^[.\\s]+", "").strip();
        String cut = plain.substring(0,
                plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length()))));
        return "~/" + (cut.isEmpty() ? "file" : cut);
    }
}
