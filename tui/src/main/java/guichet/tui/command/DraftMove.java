package guichet.tui.command;

import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.MovedToSignal;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "move")
final class DraftMove implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--via", required = true, paramLabel = "signal")
    To via = To.SIGNAL;

    /// The channels that a mail's draft can become one for.
    enum To {
        SIGNAL
    }

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Draft kept = Steps.read(vault, tx -> Find.draft(vault, tx, id));
        MailDraft mail = switch (kept) {
            case MailDraft found -> found;
            case SignalDraft _,ChatDraft _ -> throw new Failure(Exit.USAGE, "move-no-mail", id);
        };
        String addresses = mail.recipients().stream().map(Address::value).collect(Collectors.joining(", "));
        return switch (vault.vault().write(tx -> vault.signal().move().move(tx, mail, vault.actor(Via.COMMAND)))) {
            case MovedToSignal.Moved now -> {
                String to = vault.vault().read(tx -> vault.signal().names().of(tx, now.draft().to()));
                out.answer(DraftGroup.json(now.id(), now.draft()),
                        out.sentences().tell("draft.moved", now.id(), Sentences.safe(to)));
                yield Exit.DONE;
            }
            case MovedToSignal.TooLong _ -> throw new Failure(Exit.USAGE, "move-too-long", id);
            case MovedToSignal.SeveralRecipients _ -> throw new Failure(Exit.USAGE, "move-several", id);
            case MovedToSignal.NotOnSignal _ -> throw new Failure(Exit.NOT_FOUND, "move-not-on-signal", addresses);
            case MovedToSignal.DraftGone _ -> throw new Failure(Exit.NOT_FOUND, "draft-gone");
        };
    }
}
