package guichet.tui.command;

import guichet.crypto.Opened;
import guichet.inbox.Attachment;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.cases.LongContent;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.AttachedMessage;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.OutsideFile;
import guichet.tui.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Option(names = "--open")
    boolean open;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Path file = to.orElseThrow();
        if (Files.exists(file)) {
            throw new Failure(Exit.FAILED, "file-exists", file);
        }
        if (open) {
            return open(vault, file, out);
        }
        record Found(Attachment attachment, Optional<CaseId> caseId, Optional<AttachedFile> content,
                Optional<LongContent> far) {
        }
        Found found = Steps.read(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            Attachment attachment = attachment(message);
            Optional<LongContent> far = vault.messages().longAttachment(tx, message.summary().id(), number);
            Optional<AttachedFile> content = far.isPresent()
                    ? Optional.empty()
                    : vault.messages().attachment(tx, message.summary().id(), number);
            return new Found(attachment, message.summary().caseId(), content, far);
        });
        write(vault, file, found.caseId(), found.attachment(),
                () -> found.far().isPresent()
                        ? found.far().get().open(vault.vault())
                        : new ByteArrayInputStream(found.content().orElseThrow().content()));
        out.answer(new JsonLine().put("file", file.toString()).put("size", found.attachment().size()).put("sha256",
                found.attachment().sha256()), out.sentences().tell("attachment.written", file));
        return Exit.DONE;
    }

    private interface Content {
        InputStream open() throws IOException, VaultException;
    }

    private void write(Workspace vault, Path place, Optional<CaseId> caseId, Attachment attachment, Content content)
            throws Failure, VaultException {
        try (OutsideFile file = OutsideFile.create(place)) {
            vault.vault().write(tx -> vault.journal().append(tx, JournalKind.ATTACHMENT_WRITTEN,
                    Payload.by(vault.actor(Via.COMMAND)).inCase(caseId).of(attachment.sha256())));
            try (InputStream reading = content.open()) {
                file.fill(reading);
            }
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", place);
        }
    }

    private Attachment attachment(Message message) throws Failure {
        return message.attachments().stream().filter(each -> each.n() == number).findFirst()
                .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-attachment", number, id));
    }

    /// One that is an encrypted message of its own, decrypted; too long a one for memory is written as it came only.
    private Exit open(Workspace vault, Path file, Output out) throws Failure, VaultException {
        record Closed(Attachment attachment, Optional<CaseId> caseId, AttachedFile content) {
        }
        Closed closed = Steps.read(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            Attachment attachment = attachment(message);
            if (vault.messages().longAttachment(tx, message.summary().id(), number).isPresent()) {
                throw new Failure(Exit.FAILED, "attachment-too-long", number, id);
            }
            return new Closed(attachment, message.summary().caseId(),
                    vault.messages().attachment(tx, message.summary().id(), number).orElseThrow());
        });
        AttachedMessage.Inside inside = switch (vault.attachments().open(closed.content())) {
            case AttachedMessage.Inside found -> found;
            case AttachedMessage.Closed(Opened.Why why) -> throw new Failure(Exit.FAILED,
                    why == Opened.Why.NO_KEY ? "attachment-for-others" : "attachment-not-opened", number, id);
        };
        byte[] plaintext = inside.plaintext();
        write(vault, file, closed.caseId(), closed.attachment(), () -> new ByteArrayInputStream(plaintext));
        out.answer(new JsonLine().put("file", file.toString()).put("size", plaintext.length)
                .put("sha256", closed.attachment().sha256())
                .put("protection", MessageLine.protection(inside.protection())),
                out.sentences().tell("attachment.opened", file,
                        MessageLine.protectionText(inside.protection(), _ -> true, out.sentences())));
        return Exit.DONE;
    }
}
