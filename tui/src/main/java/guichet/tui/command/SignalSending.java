package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.gate.SignalRefusal;
import guichet.inbox.gate.SignalRelease;
import guichet.inbox.gate.SignalVerdict;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes a draft for Signal through its gate, and what was released as far as it gets now. A refusal keeps the draft and starts no signal-cli.
final class SignalSending {
    private final Workspace vault;
    private final Output out;

    SignalSending(Workspace vault, Output out) {
        this.vault = vault;
        this.out = out;
    }

    Exit send(SignalDraft draft) throws Failure, VaultException, IOException {
        return switch (vault.signal().gate().examine(draft)) {
            case SignalVerdict.Passed passed -> switch (vault.signal().gate().release(passed, Grace.NONE)) {
                case SignalRelease.Queued queued -> deliver(queued);
                case SignalRelease.StillRefused still -> refused(draft, still.refused());
                case SignalRelease.DraftGone _ -> throw new Failure(Exit.NOT_FOUND, "draft-gone");
            };
            case SignalVerdict.Refused refused -> refused(draft, refused);
        };
    }

    private Exit deliver(SignalRelease.Queued queued) throws Failure, VaultException, IOException {
        String id = queued.id().toString();
        Delivery.Result result = new Delivery(vault).deliver(List.of(queued.id()));
        out.answer(
                new JsonLine().put("status", result.status()).put("channel", Channel.SIGNAL.word()).put("id", id)
                        .strings("ids", List.of(id)).put("protection", "end-to-end")
                        .put("message", queued.message().toString()).objects("refusals", List.of()).nothing("journal"),
                out.sentences().tell(result.sentence(), id));
        result.tellWords(vault, out);
        return result.exit();
    }

    private Exit refused(SignalDraft draft, SignalVerdict.Refused refused) throws VaultException {
        DraftId kept = vault.vault().write(tx -> {
            if (draft.id().isPresent() && vault.drafts().replace(tx, draft.id().get(), draft)) {
                return draft.id().get();
            }
            return vault.drafts().save(tx, draft);
        });
        List<JsonLine> refusals = refused.refusals().stream()
                .map(SignalSending::json).toList();
        out.answer(
                new JsonLine().put("status", "refused").put("channel", Channel.SIGNAL.word())
                        .put("id", kept.toString()).nothing("protection").objects("refusals", refusals)
                        .nothing("journal"),
                text(refused, kept));
        return Exit.REFUSED;
    }

    static JsonLine json(SignalRefusal refusal) {
        return new JsonLine().put("recipient", refusal.recipient().text()).put("why", refusal.why().word())
                .strings("remedies", refusal.remedies().stream().map(SignalRefusal.Remedy::word).toList());
    }

    private String text(SignalVerdict.Refused refused, DraftId kept) throws VaultException {
        Sentences sentences = out.sentences();
        StringBuilder text = new StringBuilder(sentences.tell("send.refused", kept));
        List<String> names = vault.vault().read(tx -> {
            List<String> found = new ArrayList<>();
            for (SignalRefusal refusal : refused.refusals()) {
                found.add(vault.signal().names().of(tx, refusal.recipient()));
            }
            return found;
        });
        for (int i = 0; i < names.size(); i++) {
            SignalRefusal refusal = refused.refusals().get(i);
            String typed = refusal.recipient().bare();
            text.append("\n\n  ").append(
                    sentences.tell("signal-refusal." + refusal.why().word(), Sentences.safe(names.get(i))));
            for (SignalRefusal.Remedy remedy : refusal.remedies()) {
                text.append("\n    - ").append(sentences.tell("signal-remedy." + remedy.word(), typed, kept));
            }
        }
        return text.toString();
    }
}
