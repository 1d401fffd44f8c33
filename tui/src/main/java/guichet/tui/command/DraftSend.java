package guichet.tui.command;

import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "send")
final class DraftSend implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--subject", paramLabel = "TEXT")
    Optional<String> subject = Optional.empty();

    @Option(names = "--subject-file", paramLabel = "FILE")
    Optional<Path> subjectFile = Optional.empty();

    @Mixin
    OverrideOptions override = new OverrideOptions();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Draft kept = Steps.read(vault, tx -> Find.draft(vault, tx, id));
        return switch (kept) {
            case MailDraft mail -> send(mail, vault, in, out);
            case SignalDraft signal -> send(signal, vault, out);
            case ChatDraft chat -> send(chat, vault, out);
        };
    }

    private Exit send(SignalDraft draft, Workspace vault, Output out) throws Failure, VaultException, IOException {
        override.refuseOnSignal();
        if (subject.isPresent() || subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "signal-no-subject");
        }
        if (draft.body().isBlank() && draft.attachments().isEmpty()) {
            throw new Failure(Exit.USAGE, "nothing-to-send");
        }
        return new SignalSending(vault, out).send(draft);
    }

    private Exit send(ChatDraft draft, Workspace vault, Output out) throws Failure, VaultException, IOException {
        override.refuseOnChat();
        if (subject.isPresent() || subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "chat-no-subject");
        }
        if (draft.body().isBlank() && draft.attachments().isEmpty()) {
            throw new Failure(Exit.USAGE, "nothing-to-send");
        }
        return new ChatSending(vault, out).send(draft);
    }

    private Exit send(MailDraft kept, Workspace vault, Invocation in, Output out)
            throws Failure, VaultException, IOException {
        override.check();
        if (subject.isPresent() && subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--subject", "--subject-file");
        }
        MailDraft draft = new TextInput(in.around()).line(subjectFile, subject).map(named -> withSubject(kept, named))
                .orElse(kept);
        if (draft.recipients().isEmpty()) {
            throw new Failure(Exit.USAGE, "no-recipient");
        }
        return new Sending(vault, out).send(draft, override);
    }

    private static MailDraft withSubject(MailDraft draft, String subject) {
        return new MailDraft(draft.id(), draft.author(), draft.to(), draft.cc(), draft.bcc(), draft.caseId(), subject,
                draft.body(), draft.attachments(), draft.replyTo());
    }
}
