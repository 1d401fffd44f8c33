package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Pinned;
import guichet.inbox.chat.StaffCard;
import guichet.tui.workspace.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What became of pinning one card, as it is told.
final class PinAnswer {
    private PinAnswer() {
    }

    static Exit tell(StaffCard card, Pinned pinned, Workspace vault, Output out) {
        Optional<Colleague> there = colleague(pinned);
        String why = why(pinned);
        JsonLine line = there.map(ChatLine::json).orElseGet(() -> new JsonLine().put("name", card.name())
                .put("address", card.address().value()).put("fingerprint", card.certificate().fingerprint().hex()));
        boolean done = there.isPresent();
        out.answer(line.flag("pinned", done).put("why", done ? Optional.empty() : Optional.of(why)),
                done
                        ? ChatLine.text(there.get(), vault, out.sentences()) + "\n    "
                                + out.sentences().tell("pinned." + why)
                        : Sentences.safe(card.name()) + " <" + card.address() + ">\n    "
                                + card.certificate().fingerprint().spaced() + "\n    "
                                + out.sentences().tell("pinned." + why, card.address(), detail(pinned)));
        return done ? Exit.DONE : Exit.REFUSED;
    }

    private static Optional<Colleague> colleague(Pinned pinned) {
        return switch (pinned) {
            case Pinned.Done(Colleague colleague) -> Optional.of(colleague);
            case Pinned.AlreadyThere(Colleague colleague) -> Optional.of(colleague);
            case Pinned.OtherKeyPinned _,Pinned.PinnedElsewhere _,Pinned.NobodyThere _,Pinned.ContactOfCases _,Pinned.Ours _,Pinned.Unusable _,Pinned.TooLarge _ ->
                Optional.empty();
        };
    }

    /// The contract's word.
    private static String why(Pinned pinned) {
        return switch (pinned) {
            case Pinned.Done _ -> "done";
            case Pinned.AlreadyThere _ -> "already-there";
            case Pinned.OtherKeyPinned _ -> "other-key-pinned";
            case Pinned.PinnedElsewhere _ -> "pinned-elsewhere";
            case Pinned.NobodyThere _ -> "nobody-there";
            case Pinned.ContactOfCases _ -> "contact-of-a-case";
            case Pinned.Ours _ -> "ours";
            case Pinned.Unusable(var problem) -> "key-" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Pinned.TooLarge _ -> "too-large";
        };
    }

    private static String detail(Pinned pinned) {
        return switch (pinned) {
            case Pinned.OtherKeyPinned(Colleague there) -> there.key().spaced();
            case Pinned.PinnedElsewhere(Colleague there) -> there.address().value();
            case Pinned.ContactOfCases(var cases) ->
                cases.stream().map(CaseId::value).collect(Collectors.joining(", "));
            case Pinned.Done _,Pinned.AlreadyThere _,Pinned.NobodyThere _,Pinned.Ours _,Pinned.Unusable _,Pinned.TooLarge _ ->
                "";
        };
    }
}
