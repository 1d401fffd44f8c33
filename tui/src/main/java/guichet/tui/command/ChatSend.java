package guichet.tui.command;

import guichet.inbox.chat.Room;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The same as `send --via chat`.
@Command(name = "send")
final class ChatSend implements Action.InVault {
    @Parameters(paramLabel = "ROOM")
    String room = "";

    @Option(names = "--attach", arity = "1..*", paramLabel = "FILE")
    List<Path> attachments = new ArrayList<>();

    @Option(names = "--body-file", paramLabel = "FILE|-")
    Optional<Path> bodyFile = Optional.empty();

    @Option(names = "--body", paramLabel = "TEXT")
    Optional<String> body = Optional.empty();

    @Option(names = "--reply-to", paramLabel = "MSG")
    Optional<String> replyTo = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        if (bodyFile.isPresent() == body.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--body-file", "--body");
        }
        if (body.isPresent()) {
            out.tell("warning.body-is-visible");
        }
        String text = bodyFile.isPresent() ? new TextInput(in.around()).read(bodyFile.get()) : body.orElseThrow();
        List<AttachedFile> files = FilesToSend.read(attachments);
        Room to = Steps.read(vault, tx -> FindChat.room(vault, tx, room));
        ChatDraft draft = Steps.read(vault, tx -> ChatSending.draft(vault, tx, to, text, files, replyTo));
        return new ChatSending(vault, out).send(draft);
    }
}
