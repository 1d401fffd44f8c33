package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.endings.CaseArchive.Archived;
import guichet.inbox.endings.CaseDestruction.Begun;
import guichet.inbox.endings.Due;
import guichet.inbox.endings.Due.Act;
import guichet.inbox.endings.Due.Standing;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.Rule;
import guichet.inbox.endings.TechnicalTraces;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells what is due, and does what rules do by themselves. Nothing else: what waits for a person's word is told and left.
@Command(name = "run")
final class RetentionRun implements Action.InVault {
    @Option(names = "--dry-run")
    boolean dryRun;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException, IOException {
        for (Due due : vault.vault().read(vault.endings().retention()::due)) {
            boolean does = due.standing() == Standing.DUE && due.rule().word() == Rule.Word.ALONE;
            String outcome = !does ? waiting(due) : dryRun ? "would-do" : perform(vault, due);
            out.content(json(due).put("outcome", outcome),
                    out.sentences().tell("retention.due", due.its().id(),
                            out.sentences().word("due-" + word(due.act())),
                            out.sentences().time(due.when(), vault.clock()),
                            out.sentences().word("retention-" + outcome)));
        }
        Actor by = vault.actor(Via.COMMAND);
        TechnicalTraces.Erased erased = dryRun
                ? vault.vault().read(vault.endings().traces()::due)
                : vault.vault().write(tx -> vault.endings().traces().erase(tx, by));
        if (erased.entries() + erased.forms() > 0) {
            out.content(new JsonLine().put("entries", erased.entries()).put("forms", erased.forms()).put("outcome",
                    dryRun ? "would-do" : "done"),
                    out.sentences().tell("retention.traces", erased.entries(), erased.forms()));
        }
        return Exit.DONE;
    }

    private static String waiting(Due due) {
        return due.standing() == Standing.DUE ? "waits-for-a-word" : word(due.standing());
    }

    private static String perform(Workspace vault, Due due) throws VaultException, IOException {
        CaseId id = due.its().id();
        Actor by = vault.actor(Via.COMMAND);
        if (due.act() == Act.ARCHIVE) {
            if (!vault.vault().read(tx -> vault.endings().retention().mayActAlone(tx, id, Act.ARCHIVE))) {
                return "refused";
            }
            return vault.endings().archive().archive(id, vault.person().id(), by,
                    Progress.UNSEEN) instanceof Archived.Done ? "done" : "refused";
        }
        return switch (vault.endings().destruction().beginByRule(id, vault.endings().retention(), by)) {
            case Begun.Decided decided -> {
                vault.endings().carryOn(decided.destruction(), Progress.UNSEEN);
                yield "done";
            }
            case Begun.Refused _,Begun.NoSuchCase _ -> "refused";
        };
    }

    private static JsonLine json(Due due) {
        return new JsonLine().put("case", due.its().id().toString()).put("act", word(due.act())).put("due", due.when())
                .put("standing", word(due.standing())).put("kind", due.rule().kind())
                .flag("alone", due.rule().word() == Rule.Word.ALONE);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
