package guichet.inbox.endings;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.cases.Cases;
import guichet.inbox.endings.Due.Act;
import guichet.inbox.endings.Due.Standing;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The rules of how long cases are kept, and what is due by them. Does nothing to any case itself. Stateless, for any thread.
///
/// Without a rule nothing is ever due.
public final class Retention {
    /// How long ahead people are told.
    public static final Duration WARNING = Duration.ofDays(30);

    private static final String RULE = "SELECT kind, archive_days, destroy_days, word FROM retention_rule ";

    private final Cases cases;
    private final Holds holds;
    private final Journal journal;
    private final Clock clock;

    public Retention(Cases cases, Holds holds, Journal journal, Clock clock) {
        this.cases = cases;
        this.holds = holds;
        this.journal = journal;
        this.clock = clock;
    }

    public List<Rule> rules(Tx tx) throws VaultException {
        return tx.list(RULE + "ORDER BY kind", Retention::rule);
    }

    /// Sets the rule of its kind; journalled.
    public void set(Tx tx, Rule rule, Actor by) throws VaultException {
        tx.update("""
                INSERT INTO retention_rule (kind, archive_days, destroy_days, word) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET archive_days = excluded.archive_days, destroy_days = excluded.destroy_days,
                  word = excluded.word""", rule.kind(), days(rule.archiveAfter()), days(rule.destroyAfter()),
                rule.word().name());
        journal.append(tx, JournalKind.RETENTION_RULE_SET, Payload.by(by).saying(words(rule)));
    }

    /// @return false where there is none
    public boolean remove(Tx tx, String kind, Actor by) throws VaultException {
        boolean removed = tx.update("DELETE FROM retention_rule WHERE kind = ?", kind) > 0;
        if (removed) {
            journal.append(tx, JournalKind.RETENTION_RULE_SET, Payload.by(by).saying("removed: " + kind));
        }
        return removed;
    }

    /// Says what kind of case it is. The case has to be there.
    public void setKind(Tx tx, CaseId id, String kind) throws VaultException {
        tx.update("""
                INSERT INTO case_kind (case_id, kind) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET kind = excluded.kind""", id.toString(), kind);
    }

    /// Empty where nobody said.
    public String kind(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT kind FROM case_kind WHERE case_id = ?", row -> row.text("kind"), id.toString())
                .orElse("");
    }

    /// The next thing that its rule wants of each closed case, due or soon, the longest overdue first.
    public List<Due> due(Tx tx) throws VaultException {
        if (rules(tx).isEmpty()) {
            return List.of();
        }
        List<Due> all = new ArrayList<>();
        for (Case its : cases.list(tx)) {
            Optional<Instant> closed = its.closed();
            Optional<Rule> rule = closed.isPresent() ? ruleOf(tx, its.id()) : Optional.empty();
            if (closed.isPresent() && rule.isPresent()) {
                next(tx, its, closed.get(), rule.get()).ifPresent(all::add);
            }
        }
        return all.stream().sorted(Comparator.comparing(Due::when)).toList();
    }

    /// Whether its rule wants this of it at this moment, and may do it without anybody's word.
    public boolean mayActAlone(Tx tx, CaseId id, Act act) throws VaultException {
        return due(tx).stream().anyMatch(due -> due.its().id().equals(id) && due.act() == act
                && due.standing() == Standing.DUE && due.rule().word() == Rule.Word.ALONE);
    }

    private Optional<Due> next(Tx tx, Case its, Instant closed, Rule rule) throws VaultException {
        Optional<Instant> archived = tx.one("SELECT archived FROM case_archive WHERE case_id = ?",
                row -> row.time("archived"), its.id().toString());
        boolean archiveFirst = rule.archiveAfter().isPresent() && archived.isEmpty();
        Act act = archiveFirst ? Act.ARCHIVE : Act.DESTROY;
        OptionalInt days = archiveFirst ? rule.archiveAfter() : rule.destroyAfter();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Instant when = archived.orElse(closed).plus(Duration.ofDays(days.getAsInt()));
        if (when.isAfter(clock.instant().plus(WARNING))) {
            return Optional.empty();
        }
        return Optional.of(new Due(its, act, when, standing(tx, its, closed, when), rule));
    }

    private Standing standing(Tx tx, Case its, Instant closed, Instant when) throws VaultException {
        if (holds.find(tx, its.id()).isPresent()) {
            return Standing.HELD;
        }
        if (ComeSince.closing(tx, its.id(), closed)) {
            return Standing.SUSPENDED;
        }
        return when.isAfter(clock.instant()) ? Standing.SOON : Standing.DUE;
    }

    private Optional<Rule> ruleOf(Tx tx, CaseId id) throws VaultException {
        Optional<Rule> own = tx.one(RULE + "WHERE kind = ?", Retention::rule, kind(tx, id));
        return own.isPresent() ? own : tx.one(RULE + "WHERE kind = ''", Retention::rule);
    }

    private static Rule rule(Row row) throws VaultException {
        return new Rule(row.text("kind"), days(row.numberOrNone("archive_days")),
                days(row.numberOrNone("destroy_days")),
                Rule.Word.valueOf(row.text("word")));
    }

    private static OptionalInt days(Optional<Long> stored) {
        return stored.isPresent() ? OptionalInt.of(stored.get().intValue()) : OptionalInt.empty();
    }

    private static @org.jspecify.annotations.Nullable Integer days(OptionalInt days) {
        return days.isPresent() ? days.getAsInt() : null;
    }

    private static String words(Rule rule) {
        return (rule.kind().isEmpty() ? "" : rule.kind() + ": ") + "archive " + words(rule.archiveAfter())
                + ", destroy " + words(rule.destroyAfter()) + ", "
                + rule.word().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String words(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : "never";
    }
}
