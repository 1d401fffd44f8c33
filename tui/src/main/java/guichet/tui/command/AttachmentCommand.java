package guichet.tui.command;

import guichet.inbox.Attachment;
import guichet.inbox.Message;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes an attachment out of the vault: journalled before the file is there.
@Command(name = "attachment")
final class AttachmentCommand implements Action.InVault {
    @Parameters(index = "0", paramLabel = "MSG")
    String id = "";

    @Parameters(index = "1", paramLabel = "N")
    int number;

    @Option(names = "--to", required = true, paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Path file = to.orElseThrow();
        if (Files.exists(file)) {
            throw new Failure(Exit.FAILED, "file-exists", file);
        }
        record Found(Message message, Attachment attachment, AttachedFile content) {
        }
        Found found = Steps.write(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            Attachment attachment = message.attachments().stream().filter(each -> each.n() == number).findFirst()
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-attachment", number, id));
            AttachedFile content = vault.messages().attachment(tx, message.summary().id(), number).orElseThrow();
            vault.journal().append(tx, JournalKind.ATTACHMENT_WRITTEN, Payload.by(vault.actor(Via.COMMAND))
                    .inCase(message.summary().caseId()).of(attachment.sha256()));
            return new Found(message, attachment, content);
        });
        try {
            Files.write(file, found.content().content(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
        out.answer(new JsonLine().put("file", file.toString()).put("size", found.attachment().size()).put("sha256",
                found.attachment().sha256()), out.sentences().tell("attachment.written", file));
        return Exit.DONE;
    }
}
