package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "draft", subcommands = {DraftList.class, DraftShow.class, DraftSend.class, DraftMove.class,
        DraftDiscard.class})
final class DraftGroup {
    static JsonLine json(DraftId id, Draft draft) {
        JsonLine line = new JsonLine().put("id", id.toString()).put("author", draft.author());
        switch (draft) {
            case MailDraft mail -> line.put("channel", Channel.MAIL.word())
                    .strings("to", mail.to().stream().map(Address::value).toList())
                    .strings("cc", mail.cc().stream().map(Address::value).toList())
                    .strings("bcc", mail.bcc().stream().map(Address::value).toList());
            case SignalDraft signal -> line.put("channel", Channel.SIGNAL.word())
                    .strings("to", List.of(signal.to().text())).strings("cc", List.of()).strings("bcc", List.of());
            case ChatDraft chat -> line.put("channel", Channel.CHAT.word())
                    .strings("to", List.of(chat.room().text())).strings("cc", List.of()).strings("bcc", List.of());
        }
        return line.put("case", draft.caseId()).put("subject", subject(draft)).put("replyTo", draft.replyTo())
                .strings("attachments", draft.attachments().stream().map(AttachedFile::name).toList());
    }

    static String text(DraftId id, Draft draft) {
        return "%5s  %s  %s  %s".formatted(id, recipients(draft), draft.caseId().map(CaseId::value).orElse(""),
                Sentences.safe(subject(draft)));
    }

    private static String recipients(Draft draft) {
        return switch (draft) {
            case MailDraft mail -> mail.recipients().stream().map(Address::value).collect(Collectors.joining(", "));
            case SignalDraft signal -> signal.to().text();
            case ChatDraft chat -> chat.room().text();
        };
    }

    private static String subject(Draft draft) {
        return switch (draft) {
            case MailDraft mail -> mail.subject();
            case SignalDraft _,ChatDraft _ -> "";
        };
    }
}
