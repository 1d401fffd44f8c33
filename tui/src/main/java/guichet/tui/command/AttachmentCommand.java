package guichet.tui.command;

import guichet.crypto.Opened;
import guichet.inbox.Attachment;
import guichet.inbox.Message;
import guichet.inbox.cases.LongContent;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.AttachedMessage;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        record Found(Attachment attachment, Optional<AttachedFile> content, Optional<LongContent> far) {
        }
        Found found = Steps.write(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            Attachment attachment = message.attachments().stream().filter(each -> each.n() == number).findFirst()
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-attachment", number, id));
            Optional<LongContent> far = vault.messages().longAttachment(tx, message.summary().id(), number);
            Optional<AttachedFile> content = far.isPresent()
                    ? Optional.empty()
                    : vault.messages().attachment(tx, message.summary().id(), number);
            vault.journal().append(tx, JournalKind.ATTACHMENT_WRITTEN, Payload.by(vault.actor(Via.COMMAND))
                    .inCase(message.summary().caseId()).of(attachment.sha256()));
            return new Found(attachment, content, far);
        });
        try {
            if (found.far().isPresent()) {
                try (InputStream reading = found.far().get().open(vault.vault());
                        OutputStream writing = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)) {
                    reading.transferTo(writing);
                }
            } else {
                Files.write(file, found.content().orElseThrow().content(), StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
        out.answer(new JsonLine().put("file", file.toString()).put("size", found.attachment().size()).put("sha256",
                found.attachment().sha256()), out.sentences().tell("attachment.written", file));
        return Exit.DONE;
    }

    /// One that is an encrypted message of its own, decrypted; too long a one for memory is written as it came only.
    private Exit open(Workspace vault, Path file, Output out) throws Failure, VaultException {
        AttachedFile closed = Steps.read(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            if (vault.messages().longAttachment(tx, message.summary().id(), number).isPresent()) {
                throw new Failure(Exit.FAILED, "attachment-not-opened", number, id);
            }
            return vault.messages().attachment(tx, message.summary().id(), number)
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-attachment", number, id));
        });
        AttachedMessage.Inside inside = switch (vault.attachments().open(closed)) {
            case AttachedMessage.Inside found -> found;
            case AttachedMessage.Closed(Opened.Why why) -> throw new Failure(Exit.FAILED,
                    why == Opened.Why.NO_KEY ? "attachment-for-others" : "attachment-not-opened", number, id);
        };
        String sha256 = Steps.write(vault, tx -> {
            Message message = Find.message(vault, tx, id);
            String hash = message.attachments().stream().filter(each -> each.n() == number).findFirst()
                    .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-attachment", number, id)).sha256();
            vault.journal().append(tx, JournalKind.ATTACHMENT_WRITTEN, Payload.by(vault.actor(Via.COMMAND))
                    .inCase(message.summary().caseId()).of(hash));
            return hash;
        });
        byte[] plaintext = inside.plaintext();
        try {
            Files.write(file, plaintext, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
        out.answer(new JsonLine().put("file", file.toString()).put("size", plaintext.length).put("sha256", sha256)
                .put("protection", MessageLine.protection(inside.protection())),
                out.sentences().tell("attachment.opened", file,
                        MessageLine.protectionText(inside.protection(), _ -> true, out.sentences())));
        return Exit.DONE;
    }
}
