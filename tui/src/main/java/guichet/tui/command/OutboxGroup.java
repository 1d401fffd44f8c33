package guichet.tui.command;

import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "outbox", subcommands = {OutboxList.class, OutboxRetry.class, OutboxCancel.class,
        OutboxSettle.class, OutboxCaptcha.class})
final class OutboxGroup {
    static JsonLine json(OutboxRow row) {
        return new JsonLine().put("id", row.id().toString()).put("state", row.state().word())
                .put("channel", row.channel().word())
                .put("what", row.what().word()).strings("to", row.to()).put("since", row.since())
                .put("error", row.error()).put("message", row.message().toString()).put("case", row.caseId())
                .put("attempts", row.attempts()).put("notBefore", row.notBefore());
    }

    /// With the reason, where there is one, as a sentence below.
    static String text(OutboxRow row, Workspace vault, Sentences sentences) throws VaultException {
        StringBuilder text = new StringBuilder("%5s  %s  %s  %s  %s".formatted(row.id(),
                sentences.word("channel-" + row.channel().word()), sentences.word("outbox-" + row.state().word()),
                sentences.time(row.since(), vault.clock()), Sentences.safe(String.join(", ", names(row, vault)))));
        if (row.what() == OutboxRow.What.REACTION) {
            text.append("  ").append(sentences.tell("outbox.reaction", row.message()));
        }
        row.error().filter(error -> !error.isBlank()).ifPresent(error -> text.append("\n         ")
                .append(Sentences.safe(Troubles.sentence(error, sentences))));
        if (row.isPutOff()) {
            text.append(' ')
                    .append(sentences.tell("outbox.again-at", sentences.time(row.notBefore(), vault.clock())));
        }
        return text.toString();
    }

    private static List<String> names(OutboxRow row, Workspace vault) throws VaultException {
        return vault.vault().read(tx -> {
            List<String> names = new ArrayList<>();
            for (String to : row.to()) {
                names.add(vault.signal().names().of(tx, to));
            }
            return names;
        });
    }
}
