package guichet.tui.command;

import guichet.inbox.Message;
import guichet.inbox.gate.SignalReacted;
import guichet.inbox.gate.SignalReaction.How;
import guichet.inbox.gate.SignalRefusal;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "react")
final class SignalReact implements Action.InVault {
    private static final int LONGEST = 32;

    @Parameters(index = "0", paramLabel = "MSG")
    String id = "";

    @Parameters(index = "1", paramLabel = "EMOJI")
    String emoji = "";

    @Option(names = "--remove")
    boolean remove;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        if (emoji.isBlank() || emoji.length() > LONGEST || emoji.codePoints().anyMatch(Character::isISOControl)) {
            throw new Failure(Exit.USAGE, "not-an-emoji");
        }
        Message message = Steps.read(vault, tx -> Find.message(vault, tx, id));
        return switch (vault.signal().gate().react(message.summary().id(), emoji,
                remove ? How.TAKEN_BACK : How.PUT)) {
            case SignalReacted.Queued queued ->
                OutboxRetry.tell(vault, queued.id(), new Delivery(vault).deliver(List.of(queued.id())), out);
            case SignalReacted.NoSuchMessage _ -> throw new Failure(Exit.USAGE, "answers-no-signal", id);
            case SignalReacted.Refused refused -> refused(vault, refused.refusals(), out);
        };
    }

    private static Exit refused(Workspace vault, List<SignalRefusal> refusals, Output out) throws VaultException {
        StringBuilder text = new StringBuilder(out.sentences().tell("signal.reaction-refused"));
        for (SignalRefusal refusal : refusals) {
            String name = vault.vault().read(tx -> vault.signal().names().of(tx, refusal.recipient()));
            text.append("\n  ").append(
                    out.sentences().tell("signal-refusal." + refusal.why().word(), Sentences.safe(name)));
        }
        out.answer(new JsonLine().put("status", "refused").nothing("id").objects("refusals", refusals.stream()
                .map(SignalSending::json).toList()), text.toString());
        return Exit.REFUSED;
    }
}
