package guichet.tui.command;

import guichet.inbox.gate.OutboxRow;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;

@Command(name = "outbox", subcommands = {OutboxList.class, OutboxRetry.class, OutboxCancel.class})
final class OutboxGroup {
    static JsonLine json(OutboxRow row) {
        return new JsonLine().put("id", row.id().toString()).put("state", row.state().word())
                .strings("to", row.to()).put("since", row.since())
                .put("error", row.error()).put("message", row.message().toString()).put("case", row.caseId())
                .put("attempts", row.attempts()).put("notBefore", row.notBefore());
    }

    static String text(OutboxRow row, Workspace vault, Sentences sentences) {
        return "%5s  %s  %s  %s  %s".formatted(row.id(), sentences.word("outbox-" + row.state().word()),
                sentences.time(row.since(), vault.clock()),
                String.join(", ", row.to()),
                row.error().map(Sentences::safe).orElse(""));
    }
}
