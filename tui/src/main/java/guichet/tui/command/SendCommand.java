package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.Direction;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.QuoteForReply;
import guichet.keystore.Address;
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
    @Option(names = "--to", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> to = new ArrayList<>();

    @Option(names = "--cc", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> cc = new ArrayList<>();

    @Option(names = "--bcc", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> bcc = new ArrayList<>();

    @Option(names = "--via", paramLabel = "mail")
    Way via = Way.MAIL;

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
        MAIL
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        check();
        TextInput input = new TextInput(in.around());
        if (body.isPresent()) {
            out.tell("warning.body-is-visible");
        }
        String text = bodyFile.isPresent() ? input.read(bodyFile.get()) : body.orElseThrow();
        Optional<String> named = input.line(subjectFile, subject);
        List<AttachedFile> files = FilesToSend.read(attachments);
        MailDraft draft = Steps.read(vault, tx -> draft(vault, tx, named, text, files));
        return new Sending(vault, out).send(draft, override);
    }

    private void check() throws Failure {
        override.check();
        if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
            throw new Failure(Exit.USAGE, "no-recipient");
        }
        if (bodyFile.isPresent() == body.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--body-file", "--body");
        }
        if (subject.isPresent() && subjectFile.isPresent()) {
            throw new Failure(Exit.USAGE, "one-of", "--subject", "--subject-file");
        }
    }

    private MailDraft draft(Workspace vault, Tx tx, Optional<String> named, String text, List<AttachedFile> files)
            throws VaultException, Failure {
        Optional<Summary> answered = replyTo.isPresent()
                ? Optional.of(Find.message(vault, tx, replyTo.get()).summary())
                : Optional.empty();
        Optional<CaseId> inCase = caseId.isPresent()
                ? Find.caseOf(vault, tx, caseId)
                : answered.flatMap(Summary::caseId);
        String shown = named.orElseGet(
                () -> override.asked()
                        ? ""
                        : answered.filter(SendCommand::mayBeRepeated).map(SendCommand::re).orElse(""));
        return new MailDraft(Optional.empty(), vault.person().name(), to, cc, bcc, inCase, shown, text, files,
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
