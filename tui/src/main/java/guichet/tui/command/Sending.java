package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Gate.Release;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.Refusal;
import guichet.inbox.gate.Verdict;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes a draft through the gate, and what was released as far as it gets now. A refusal keeps the draft and makes no connection.
final class Sending {
    private final Workspace vault;
    private final Output out;

    Sending(Workspace vault, Output out) {
        this.vault = vault;
        this.out = out;
    }

    Exit send(MailDraft draft, OverrideOptions override) throws Failure, VaultException, IOException {
        return switch (vault.gate().examine(draft)) {
            case Verdict.Passed passed -> {
                if (override.asked()) {
                    throw new Failure(Exit.USAGE, "could-be-encrypted", addresses(override.inClear));
                }
                yield released(draft, vault.gate().release(passed, vault.actor(Via.COMMAND), Grace.NONE), override);
            }
            case Verdict.Refused refused -> override.asked()
                    ? overridden(draft, refused, override)
                    : refused(draft, refused);
        };
    }

    private Exit overridden(MailDraft draft, Verdict.Refused refused, OverrideOptions override)
            throws Failure, VaultException, IOException {
        for (AttachedFile file : vault.gate().filesOnceEncrypted(draft)) {
            out.tell("send.file-once-encrypted", file.name());
        }
        return released(draft, vault.gate().override(refused, Set.copyOf(override.inClear),
                override.reason.orElse(""), vault.actor(Via.COMMAND), Grace.NONE), override);
    }

    private Exit released(MailDraft draft, Release release, OverrideOptions override)
            throws Failure, VaultException, IOException {
        return switch (release) {
            case Release.Queued queued -> deliver(queued);
            case Release.StillRefused still -> refused(draft, still.refused());
            case Release.DraftGone _ -> throw new Failure(Exit.NOT_FOUND, "draft-gone");
            case Release.BadOverride bad -> throw new Failure(Exit.USAGE, switch (bad.flaw()) {
                case REASON_TOO_SHORT -> "reason-too-short";
                case ADDRESS_NOT_A_RECIPIENT -> "override-not-a-recipient";
                case ADDRESS_COULD_BE_ENCRYPTED -> "could-be-encrypted";
                case QUOTES_ENCRYPTED_MESSAGE -> "override-quotes";
                case SUBJECT_OF_ENCRYPTED_MESSAGE -> "override-subject";
                case CASE_REFERENCE_IN_SUBJECT -> "override-case-reference";
            }, bad.flaw() == Gate.Release.Flaw.REASON_TOO_SHORT ? Gate.MIN_REASON : addresses(override.inClear));
        };
    }

    private Exit deliver(Release.Queued queued) throws Failure, VaultException, IOException {
        Delivery.Result result = new Delivery(vault).deliver(queued.ids());
        JsonLine json = new JsonLine().put("status", result.status()).put("channel", Channel.MAIL.word())
                .put("id", queued.ids().getFirst().toString())
                .strings("ids", queued.ids().stream().map(OutboxId::toString).toList())
                .put("protection", protection(queued)).put("message", queued.message().toString())
                .objects("refusals", List.of());
        if (queued.journalEntries().isEmpty()) {
            json.nothing("journal");
        } else {
            json.put("journal", queued.journalEntries().getFirst());
        }
        out.answer(json, out.sentences().tell(result.sentence(), queued.ids().getFirst()));
        result.tellWords(vault, out);
        return result.exit();
    }

    /// Of what was released: each exposure is one mail in the clear, the others are encrypted.
    private static String protection(Release.Queued queued) {
        if (queued.journalEntries().isEmpty()) {
            return "end-to-end";
        }
        return queued.journalEntries().size() == queued.ids().size() ? "none" : "mixed";
    }

    private Exit refused(MailDraft draft, Verdict.Refused refused) throws VaultException {
        DraftId kept = vault.vault().write(tx -> {
            if (draft.id().isPresent() && vault.drafts().replace(tx, draft.id().get(), draft)) {
                return draft.id().get();
            }
            return vault.drafts().save(tx, draft);
        });
        List<JsonLine> refusals = refused.refusals().stream()
                .map(refusal -> new JsonLine().put("recipient", refusal.recipient().value())
                        .put("why", refusal.why().word())
                        .strings("remedies", refusal.remedies().stream().map(Refusal.Remedy::word).toList()))
                .toList();
        Sentences sentences = out.sentences();
        StringBuilder text = new StringBuilder(sentences.tell("send.refused", kept));
        for (Refusal refusal : refused.refusals()) {
            text.append("\n\n  ")
                    .append(sentences.tell("refusal." + refusal.why().word(), refusal.recipient(), draft.author()));
            for (Refusal.Remedy remedy : refusal.remedies()) {
                text.append("\n    - ").append(sentences.tell("remedy." + remedy.word(), refusal.recipient(), kept));
            }
        }
        out.answer(new JsonLine().put("status", "refused").put("channel", Channel.MAIL.word())
                .put("id", kept.toString()).nothing("protection")
                .objects("refusals", refusals).nothing("journal"), text.toString());
        return Exit.REFUSED;
    }

    private static String addresses(List<Address> addresses) {
        return addresses.stream().map(Address::value).collect(Collectors.joining(", "));
    }
}
