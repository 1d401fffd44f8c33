package guichet.tui.command;

import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalHead;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "verify")
final class JournalVerify implements Action.InVault {
    /// As `journal head` writes it, on a line of its own or inside its JSON.
    private static final Pattern HEAD = Pattern.compile("guichet-journal-head [0-9]+ [0-9a-f]{64}");

    @Option(names = "--head", paramLabel = "FILE")
    Optional<Path> head = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Optional<JournalHead> kept = Optional.empty();
        if (head.isPresent()) {
            String text = new TextInput(in.around()).read(head.get());
            kept = Optional.of(HEAD.matcher(text).results().findFirst().flatMap(line -> JournalHead.parse(line.group()))
                    .orElseThrow(() -> new Failure(Exit.FAILED, "not-a-head", head.get())));
        }
        Optional<JournalHead> given = kept;
        JournalAudit.Result result = vault.vault().read(tx -> vault.audit().verify(tx, given));
        JsonLine json = new JsonLine().put("entries", result.entries()).put("erased", result.erased()).put("head",
                result.head().hex());
        if (given.isPresent()) {
            json.put("kept", result.kept().name().toLowerCase(Locale.ROOT));
        }
        out.answer(
                result.firstBad().isPresent()
                        ? json.put("firstBad", result.firstBad().getAsLong())
                        : json.nothing("firstBad"),
                sentence(result, out.sentences()));
        return result.intact() ? Exit.DONE : Exit.ALTERED;
    }

    private static String sentence(JournalAudit.Result result, Sentences sentences) {
        return result.erased() == 0
                ? verdict(result, sentences)
                : verdict(result, sentences) + " " + sentences.tell("journal.erased", result.erased());
    }

    private static String verdict(JournalAudit.Result result, Sentences sentences) {
        if (result.firstBad().isPresent()) {
            return sentences.tell("journal.altered", result.firstBad().getAsLong());
        }
        return switch (result.kept()) {
            case NOT_GIVEN -> sentences.tell("journal.intact", result.entries());
            case MATCHES -> sentences.tell("journal.matches", result.entries());
            case CUT -> sentences.tell("journal.cut", result.entries());
            case REWRITTEN -> sentences.tell("journal.rewritten");
        };
    }
}
