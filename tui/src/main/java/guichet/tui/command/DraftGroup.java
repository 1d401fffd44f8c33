package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.DraftId;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "draft", subcommands = {DraftList.class, DraftShow.class, DraftSend.class, DraftDiscard.class})
final class DraftGroup {
    static JsonLine json(DraftId id, Draft draft) {
        return new JsonLine().put("id", id.toString()).put("author", draft.author())
                .strings("to", draft.to().stream().map(Address::value).toList())
                .strings("cc", draft.cc().stream().map(Address::value).toList())
                .strings("bcc", draft.bcc().stream().map(Address::value).toList()).put("case", draft.caseId())
                .put("subject", draft.subject()).put("replyTo", draft.replyTo())
                .strings("attachments", draft.attachments().stream().map(AttachedFile::name).toList());
    }

    static String text(DraftId id, Draft draft) {
        return "%5s  %s  %s  %s".formatted(id,
                draft.recipients().stream().map(Address::value).collect(Collectors.joining(", ")),
                draft.caseId().map(CaseId::value).orElse(""), Sentences.safe(draft.subject()));
    }
}
