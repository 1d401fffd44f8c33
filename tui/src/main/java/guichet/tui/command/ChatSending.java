package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.chat.Room;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.ChatRelease;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.Grace;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Takes a draft for a room through the chat's gate, and what was released as far as it gets now. A refusal keeps the draft.
final class ChatSending {
    private final Workspace vault;
    private final Output out;

    ChatSending(Workspace vault, Output out) {
        this.vault = vault;
        this.out = out;
    }

    static ChatDraft draft(Workspace vault, Tx tx, Room room, String text, List<AttachedFile> files,
            Optional<String> replyTo) throws VaultException, Failure {
        String body = text.stripTrailing();
        if (body.isBlank() && files.isEmpty()) {
            throw new Failure(Exit.USAGE, "nothing-to-send");
        }
        Optional<MessageId> answered = replyTo.isPresent()
                ? Optional.of(Find.message(vault, tx, replyTo.get())).map(Message::summary).map(found -> found.id())
                : Optional.empty();
        return new ChatDraft(Optional.empty(), vault.person().name(), room.caseId(), room.id(), body, files, answered);
    }

    Exit send(ChatDraft draft) throws Failure, VaultException, IOException {
        return switch (vault.chat().gate().examine(draft)) {
            case ChatVerdict.Passed passed -> switch (vault.chat().gate().release(passed, Grace.NONE)) {
                case ChatRelease.Queued queued -> deliver(queued);
                case ChatRelease.StillRefused still -> refused(draft, still.refused());
                case ChatRelease.DraftGone _ -> throw new Failure(Exit.NOT_FOUND, "draft-gone");
            };
            case ChatVerdict.Refused refused -> refused(draft, refused);
        };
    }

    private Exit deliver(ChatRelease.Queued queued) throws Failure, VaultException, IOException {
        String id = queued.id().toString();
        Delivery.Result result = new Delivery(vault).deliver(List.of(queued.id()));
        out.answer(
                new JsonLine().put("status", result.status()).put("channel", Channel.CHAT.word()).put("id", id)
                        .strings("ids", List.of(id)).put("protection", "end-to-end")
                        .put("message", queued.message().toString()).objects("refusals", List.of()).nothing("journal"),
                out.sentences().tell(result.sentence(), id));
        result.tellWords(vault, out);
        return result.exit();
    }

    private Exit refused(ChatDraft draft, ChatVerdict.Refused refused) throws VaultException {
        DraftId kept = vault.vault().write(tx -> {
            if (draft.id().isPresent() && vault.drafts().replace(tx, draft.id().get(), draft)) {
                return draft.id().get();
            }
            return vault.drafts().save(tx, draft);
        });
        out.answer(
                new JsonLine().put("status", "refused").put("channel", Channel.CHAT.word()).put("id", kept.toString())
                        .nothing("protection")
                        .objects("refusals", refused.refusals().stream().map(ChatSending::json).toList())
                        .nothing("journal"),
                out.sentences().tell("send.refused", kept) + text(refused.refusals(), vault, out.sentences()));
        return Exit.REFUSED;
    }

    static JsonLine json(ChatRefusal refusal) {
        return new JsonLine().put("recipient", refusal.who().map(Address::value)).put("why", refusal.why().word())
                .put("fingerprint", refusal.key().map(key -> key.hex()))
                .strings("remedies", refusal.remedies().stream().map(ChatRefusal.Remedy::word).toList());
    }

    /// Each refusal with its ways out, on lines of their own.
    static String text(List<ChatRefusal> refusals, Workspace vault, Sentences sentences) {
        StringBuilder text = new StringBuilder();
        for (ChatRefusal refusal : refusals) {
            String who = refusal.who().map(Address::value).orElse("");
            text.append("\n\n  ").append(
                    sentences.tell("chat-refusal." + refusal.why().word(), who, vault.person().name()));
            for (ChatRefusal.Remedy remedy : refusal.remedies()) {
                text.append("\n    - ").append(sentences.tell("chat-remedy." + remedy.word(), who));
            }
        }
        return text.toString();
    }
}
