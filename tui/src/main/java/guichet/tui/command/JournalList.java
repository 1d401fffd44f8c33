package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.archive.PastJournal;
import guichet.inbox.journal.ChainedEntry;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list")
final class JournalList implements Action.InVault {
    @Option(names = "--case", paramLabel = "ID")
    Optional<String> caseId = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND")
    Optional<String> kind = Optional.empty();

    @Option(names = "--exposures")
    boolean exposures;

    @Option(names = "--past")
    boolean past;

    @Option(names = "--limit", paramLabel = "N")
    int limit = Integer.MAX_VALUE;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (past) {
            CaseId of = Steps.read(vault, tx -> Find.caseEverThere(vault, tx, caseId))
                    .orElseThrow(() -> new Failure(Exit.USAGE, "past-of-a-case"));
            for (ChainedEntry entry : Steps.read(vault, tx -> PastJournal.of(tx, of)).reversed()) {
                out.content(json(entry.listed()), text(entry.listed(), vault, out.sentences()));
            }
            return Exit.DONE;
        }
        Optional<JournalKind> only = kind.isPresent() ? Optional.of(kindOf(kind.get())) : Optional.empty();
        for (JournalEntry entry : Steps.read(vault, tx -> vault.journal().list(tx,
                new JournalFilter(Find.caseEverThere(vault, tx, caseId), only,
                        exposures ? JournalFilter.Exposures.ONLY : JournalFilter.Exposures.AND_OTHERS, Optional.empty(),
                        limit)))) {
            out.content(json(entry), text(entry, vault, out.sentences()));
        }
        return Exit.DONE;
    }

    private static JournalKind kindOf(String word) throws Failure {
        return Stream.of(JournalKind.values()).filter(known -> known.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new Failure(Exit.USAGE, "no-such-kind", word,
                        Stream.of(JournalKind.values()).map(JournalKind::word).collect(Collectors.joining(", "))));
    }

    private static JsonLine json(JournalEntry entry) {
        Payload payload = entry.payload();
        JsonLine line = new JsonLine().put("n", entry.n()).put("time", entry.time())
                .put("person", payload.actor().person()).put("kind", entry.kind().word())
                .put("case", payload.caseId());
        payload.reason().ifPresent(reason -> line.put("reason", reason));
        payload.channel().ifPresent(channel -> line.put("channel", channel.word()));
        if (!payload.recipients().isEmpty()) {
            line.strings("recipients", payload.recipients());
        }
        payload.digest().ifPresent(digest -> line.put("digest", digest));
        payload.detail().ifPresent(detail -> line.put("detail", detail));
        if (entry.erased()) {
            line.flag("erased", true);
        }
        return line.put("via", payload.actor().via().word());
    }

    private static String text(JournalEntry entry, Workspace vault, Sentences sentences) {
        Payload payload = entry.payload();
        return Stream.of("%6d".formatted(entry.n()), sentences.time(entry.time(), vault.clock()),
                payload.actor().person(), sentences.word("kind-" + entry.kind().word()),
                payload.caseId().map(CaseId::value).orElse(""), String.join(", ", payload.recipients()),
                payload.reason().orElse(""), payload.detail().orElse("")).filter(part -> !part.isEmpty())
                .map(Sentences::safe).collect(Collectors.joining("  "));
    }
}
