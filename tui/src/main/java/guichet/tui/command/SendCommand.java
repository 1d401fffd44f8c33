package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.Direction;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.chat.Room;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.QuoteForReply;
import guichet.inbox.signal.SignalMessages;
import guichet.keystore.Address;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "send")
final class SendCommand implements Action.InVault {
    @Option(names = "--to", arity = "1..*", paramLabel = "WHO")
    List<String> to = new ArrayList<>();

    @Option(names = "--cc", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> cc = new ArrayList<>();

    @Option(names = "--bcc", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> bcc = new ArrayList<>();

    @Option(names = "--via", paramLabel = "mail|signal|chat")
    Optional<Way> via = Optional.empty();

    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--subject", paramLabel = "TEXT")
    Optional<String> subject = Optional.empty();

    @Option(names = "--subject-file", paramLabel = "FILE")
    Optional<Path> subjectFile = Optional.empty();

    @Option(names = "--attach", arity = "1..*", paramLabel = "FILE")
    List<Path> attachments = new ArrayList<>();

    @Option(names = "--body-file", paramLabel = "FILE|-")
    Optional<Path> bodyFile = Optional.empty();

    @Option(names = "--body", paramLabel = "TEXT")
    Optional<String> body = Optional.empty();

    @Option(names = "--reply-to", paramLabel = "MSG")
    Optional<String> replyTo = Optional.empty();

    @Mixin
    OverrideOptions override = new OverrideOptions();

    /// The channels that this version sends by.
    enum Way {
        MAIL, SIGNAL, CHAT
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Way way = via.orElse(isSignal() ? Way.SIGNAL : isRoom() ? Way.CHAT : Way.MAIL);
        check(way);
        TextInput input = new TextInput(in.around());
        if (body.isPresent()) {
            out.tell("warning.body-is-visible");
        }
        String text = bodyFile.isPresent() ? input.read(bodyFile.get()) : body.orElseThrow();
        Optional<String> named = input.line(subjectFile, subject);
        List<AttachedFile> files = way == Way.MAIL
                ? FilesToSend.readForMail(vault, attachments)
                : FilesToSend.read(attachments);
        return switch (way) {
            case MAIL -> {
                List<Address> addresses = addresses();
                MailDraft draft = Steps.read(vault, tx -> draft(vault, tx, addresses, named, text, files));
                yield new Sending(vault, out).send(draft, override);
            }
            case SIGNAL -> {
                SignalDraft draft = Steps.read(vault, tx -> signal(vault, tx, text.stripTrailing(), files));
                yield new SignalSending(vault, out).send(draft);
            }
            case CHAT -> {
                Room room = Steps.read(vault, tx -> FindChat.room(vault, tx, to.getFirst()));
                ChatDraft draft = Steps.read(vault,
                        tx -> ChatSending.draft(vault, tx, room, text, files, replyTo));
                yield new ChatSending(vault, out).send(draft);
            }
        };
    }

    /// Where nothing says the channel, whoever is named by `signal:` does.
    private boolean isSignal() {
        return to.stream().anyMatch(typed -> SignalRecipient.parse(typed).isPresent());
    }

    private boolean isRoom() {
        return to.size() == 1 && to.getFirst().startsWith("chat:");
    }

    private void check(Way way) throws Failure {
        switch (way) {
            case MAIL -> {
                override.check();
                if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
                    throw new Failure(Exit.USAGE, "no-recipient");
                }
            }
            case SIGNAL -> checkSignal();
            case CHAT -> checkChat();
        }
        if (bodyFile.isPresent() == body.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--body-file", "--body");
        }
        if (subject.isPresent() && subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--subject", "--subject-file");
        }
    }

    private void checkSignal() throws Failure {
        override.refuseOnSignal();
        if (to.size() > 1 || (to.isEmpty() && replyTo.isEmpty()) || !cc.isEmpty() || !bcc.isEmpty()) {
            throw new Failure(Exit.USAGE, "signal-one-recipient");
        }
        if (subject.isPresent() || subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "signal-no-subject");
        }
    }

    /// A room is all that can be named: whoever is in it gets the message, and nobody else does.
    private void checkChat() throws Failure {
        override.refuseOnChat();
        if (to.size() != 1 || !cc.isEmpty() || !bcc.isEmpty()) {
            throw new Failure(Exit.USAGE, "chat-one-room");
        }
        if (subject.isPresent() || subjectFile.isPresent() || caseId.isPresent()) {
            throw new Failure(Exit.USAGE, "chat-no-subject");
        }
    }

    private List<Address> addresses() throws Failure {
        List<Address> parsed = new ArrayList<>();
        for (String typed : to) {
            parsed.add(Address.parse(typed).orElseThrow(() -> new Failure(Exit.USAGE, "not-an-address", typed)));
        }
        return parsed;
    }

    /// An answer without a recipient goes where the message that it answers was said.
    private SignalDraft signal(Workspace vault, Tx tx, String text, List<AttachedFile> files)
            throws VaultException, Failure {
        if (text.isBlank() && files.isEmpty()) {
            throw new Failure(Exit.USAGE, "nothing-to-send");
        }
        Optional<Summary> answered = answered(vault, tx);
        SignalRecipient recipient = to.isEmpty()
                ? vault.signal().messages().reference(tx, answered.orElseThrow().id())
                        .map(SignalMessages.Reference::answersGo)
                        .orElseThrow(() -> new Failure(Exit.USAGE, "answers-no-signal", replyTo.orElse("")))
                : Find.toOnSignal(vault, tx, to.getFirst());
        return new SignalDraft(Optional.empty(), vault.person().name(), recipient, inCase(vault, tx, answered), text,
                files, answered.map(Summary::id));
    }

    private Optional<Summary> answered(Workspace vault, Tx tx) throws VaultException, Failure {
        return replyTo.isPresent()
                ? Optional.of(Find.message(vault, tx, replyTo.get()).summary())
                : Optional.empty();
    }

    private Optional<CaseId> inCase(Workspace vault, Tx tx, Optional<Summary> answered)
            throws VaultException, Failure {
        return caseId.isPresent() ? Find.caseOf(vault, tx, caseId) : answered.flatMap(Summary::caseId);
    }

    private MailDraft draft(Workspace vault, Tx tx, List<Address> addresses, Optional<String> named, String text,
            List<AttachedFile> files) throws VaultException, Failure {
        Optional<Summary> answered = answered(vault, tx);
        Optional<CaseId> inCase = inCase(vault, tx, answered);
        String shown = named.orElseGet(
                () -> override.asked()
                        ? ""
                        : answered.filter(SendCommand::mayBeRepeated).map(SendCommand::re).orElse(""));
        return new MailDraft(Optional.empty(), vault.person().name(), addresses, cc, bcc, inCase, shown, text, files,
                answered.map(Summary::id));
    }

    private static boolean mayBeRepeated(Summary answered) {
        return answered.direction() == Direction.OUT
                || QuoteForReply.allowedBy(answered.protection().orElse(Protection.NONE));
    }

    private static String re(Summary answered) {
        String subject = answered.subject().strip();
        return subject.regionMatches(true, 0, "re:", 0, 3) ? subject : "Re: " + subject;
    }
}
