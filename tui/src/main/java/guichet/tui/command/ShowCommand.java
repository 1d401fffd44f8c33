package guichet.tui.command;

import guichet.inbox.Attachment;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class ShowCommand implements Action.InVault {
    @Parameters(paramLabel = "MSG")
    String id = "";

    @Option(names = "--keep-unread")
    boolean keepUnread;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Message found = Steps.read(vault, tx -> Find.message(vault, tx, id));
        Message message = keepUnread || found.summary().read() ? found : nowRead(vault);
        out.content(json(message), text(message, vault, out.sentences()));
        return Exit.DONE;
    }

    private Message nowRead(Workspace vault) throws Failure, VaultException {
        return Steps.write(vault, tx -> {
            vault.messages().markRead(tx, Find.message(vault, tx, id).summary().id());
            return Find.message(vault, tx, id);
        });
    }

    private static JsonLine json(Message message) {
        Summary summary = message.summary();
        JsonLine line = new JsonLine().put("id", summary.id().toString()).put("channel", summary.channel().word())
                .put("direction", summary.direction().word()).put("case", summary.caseId())
                .put("from", MessageLine.party(summary.from()))
                .objects("to", message.to().stream().map(MessageLine::party).toList())
                .objects("cc", message.cc().stream().map(MessageLine::party).toList()).put("date", summary.date())
                .put("received", message.received()).put("subject", summary.subject()).put("body", message.body());
        if (summary.protection().isPresent()) {
            line.put("protection", MessageLine.protection(summary.protection().get()));
        } else {
            line.nothing("protection");
        }
        return line.objects("attachments", message.attachments().stream().map(ShowCommand::attachment).toList())
                .put("thread", message.thread()).flag("read", summary.read());
    }

    private static JsonLine attachment(Attachment attachment) {
        return new JsonLine().put("n", attachment.n()).put("name", attachment.name()).put("type", attachment.type())
                .put("size", attachment.size()).put("sha256", attachment.sha256());
    }

    private static String text(Message message, Workspace vault, Sentences sentences) {
        Summary summary = message.summary();
        StringBuilder text = new StringBuilder();
        line(text, sentences.tell("show.from"), summary.from().shown());
        line(text, sentences.tell("show.to"), people(message.to()));
        line(text, sentences.tell("show.cc"), people(message.cc()));
        line(text, sentences.tell("show.date"), sentences.time(summary.date(), vault.clock()));
        line(text, sentences.tell("show.case"), summary.caseId().map(CaseId::value).orElse(""));
        line(text, sentences.tell("show.subject"), MessageLine.subject(summary, sentences));
        line(text, sentences.tell("show.protection"), MessageLine.protectionText(summary, sentences));
        summary.protection().flatMap(Protection::signer).ifPresent(
                signer -> line(text, sentences.tell("show.signer"),
                        signer.userId() + " " + signer.fingerprint().spaced()
                                + " · " + sentences.word("trust-" + signer.trust().name().toLowerCase(Locale.ROOT))));
        message.attachments().forEach(attachment -> line(text, sentences.tell("show.attachment"),
                attachment.n() + ". " + attachment.name() + " · " + attachment.type() + " · " + attachment.size()));
        return text.append('\n').append(message.body()).toString();
    }

    private static String people(List<Party> parties) {
        return parties.stream().map(Party::shown).collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append("%-12s %s".formatted(label, Sentences.safe(value))).append('\n');
        }
    }
}
