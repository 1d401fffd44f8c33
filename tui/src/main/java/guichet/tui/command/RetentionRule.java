package guichet.tui.command;

import guichet.inbox.endings.Rule;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sets how long cases of a kind are kept, or of every kind that has no rule of its own.
@Command(name = "rule")
final class RetentionRule implements Action.InVault {
    @Parameters(arity = "0..1", paramLabel = "KIND")
    String kind = "";

    @Option(names = "--archive", paramLabel = "DAYS")
    Optional<Integer> archive = Optional.empty();

    @Option(names = "--destroy", paramLabel = "DAYS")
    Optional<Integer> destroy = Optional.empty();

    @Option(names = "--alone")
    boolean alone;

    @Option(names = "--remove")
    boolean remove;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Rule rule = rule();
        if (remove) {
            Steps.write(vault, tx -> {
                if (!vault.endings().retention().remove(tx, rule.kind(), vault.actor(Via.COMMAND))) {
                    throw new Failure(Exit.NOT_FOUND, "no-such-rule", kind);
                }
                return rule;
            });
            out.answer(json(rule).flag("removed", true), out.sentences().tell("retention.removed", rule.kind()));
            return Exit.DONE;
        }
        if (archive.isEmpty() && destroy.isEmpty()) {
            throw new Failure(Exit.USAGE, "bad-rule");
        }
        Steps.write(vault, tx -> {
            vault.endings().retention().set(tx, rule, vault.actor(Via.COMMAND));
            return rule;
        });
        out.answer(json(rule), text(rule, out.sentences()));
        return Exit.DONE;
    }

    private Rule rule() throws Failure {
        try {
            return new Rule(kind, days(archive), days(destroy), alone ? Rule.Word.ALONE : Rule.Word.ASK);
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.USAGE, "bad-rule");
        }
    }

    private static OptionalInt days(Optional<Integer> days) {
        return days.isPresent() ? OptionalInt.of(days.get()) : OptionalInt.empty();
    }

    static JsonLine json(Rule rule) {
        JsonLine json = new JsonLine().put("kind", rule.kind());
        json = rule.archiveAfter().isPresent()
                ? json.put("archiveDays", rule.archiveAfter().getAsInt())
                : json.nothing("archiveDays");
        json = rule.destroyAfter().isPresent()
                ? json.put("destroyDays", rule.destroyAfter().getAsInt())
                : json.nothing("destroyDays");
        return json.flag("alone", rule.word() == Rule.Word.ALONE);
    }

    static String text(Rule rule, Sentences sentences) {
        String never = sentences.tell("retention.never");
        return sentences.tell(rule.word() == Rule.Word.ALONE ? "retention.rule-alone" : "retention.rule",
                rule.kind().isEmpty() ? "*" : Sentences.safe(rule.kind()),
                rule.archiveAfter().isPresent() ? Integer.toString(rule.archiveAfter().getAsInt()) : never,
                rule.destroyAfter().isPresent() ? Integer.toString(rule.destroyAfter().getAsInt()) : never);
    }
}
