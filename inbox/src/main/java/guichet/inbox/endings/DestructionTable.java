package guichet.inbox.endings;

import guichet.inbox.AccountId;
import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.endings.ServerMail.Fate;
import guichet.inbox.intake.Arrival;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalHead;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The register's rows, and what is still to be done of each.
final class DestructionTable {
    private static final String SELECT = """
            SELECT id, case_id, opened, closed, stage, begun, erased, person, reason, entry, entry_hash FROM destruction
            """;

    /// What the plan names, by the numbers of rows: nothing that anybody wrote.
    enum Planned {
        MESSAGE, CONTACT, CONVERSATION, SIGNAL_IDENTITY
    }

    /// Mails of one folder.
    record Folder(AccountId account, String name, long uidValidity) {
    }

    long begin(Tx tx, Case ended, Optional<String> reason, Actor by, Instant now) throws VaultException {
        return tx.insert("""
                INSERT INTO destruction (case_id, opened, closed, stage, begun, person, via, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", ended.id().toString(), ended.opened(), ended.closed().orElse(null),
                Stage.MESSAGES.name(), now, by.person(), by.via().name(), reason.orElse(null));
    }

    Optional<Destruction> find(Tx tx, long id) throws VaultException {
        return tx.one(SELECT + "WHERE id = ?", row -> row(tx, row), id);
    }

    /// The one that is not over in the vault.
    Optional<Destruction> running(Tx tx, CaseId id) throws VaultException {
        return tx.one(SELECT + "WHERE case_id = ? AND stage NOT IN ('SERVER', 'DONE')", row -> row(tx, row),
                id.toString());
    }

    /// The newest first.
    List<Destruction> list(Tx tx) throws VaultException {
        return tx.list(SELECT + "ORDER BY id DESC", row -> row(tx, row));
    }

    List<Long> unfinished(Tx tx, Set<Stage> stages) throws VaultException {
        return tx.list("SELECT id, stage FROM destruction WHERE stage <> 'DONE' ORDER BY id",
                row -> stages.contains(Stage.valueOf(row.text("stage")))
                        ? Optional.of(row.number("id"))
                        : Optional.<Long>empty())
                .stream().flatMap(Optional::stream).toList();
    }

    Actor actor(Tx tx, long id) throws VaultException {
        return tx.one("SELECT person, via FROM destruction WHERE id = ?",
                row -> new Actor(row.text("person"), Via.valueOf(row.text("via"))), id).orElseThrow();
    }

    void enter(Tx tx, long id, Stage stage) throws VaultException {
        tx.update("UPDATE destruction SET stage = ? WHERE id = ?", stage.name(), id);
    }

    void journalled(Tx tx, long id, JournalHead head) throws VaultException {
        tx.update("UPDATE destruction SET entry = ?, entry_hash = ? WHERE id = ?", head.entries(), head.hex(), id);
    }

    void erased(Tx tx, long id, Instant now) throws VaultException {
        tx.update("UPDATE destruction SET erased = coalesce(erased, ?) WHERE id = ?", now, id);
    }

    void count(Tx tx, long id, What what, int n) throws VaultException {
        if (n > 0) {
            tx.update("""
                    INSERT INTO destruction_count (destruction, what, n) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET n = n + excluded.n""", id, what.name(), n);
        }
    }

    void plan(Tx tx, long id, Planned what, Collection<Long> rows) throws VaultException {
        for (long row : rows) {
            tx.update("INSERT INTO destruction_plan (destruction, what, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    id, what.name(), row);
        }
    }

    List<Long> planned(Tx tx, long id, Planned what, int most) throws VaultException {
        return tx.list("SELECT row FROM destruction_plan WHERE destruction = ? AND what = ? ORDER BY row LIMIT ?",
                row -> row.number("row"), id, what.name(), most);
    }

    int countPlanned(Tx tx, long id, Planned what) throws VaultException {
        return tx.one("SELECT count(*) AS n FROM destruction_plan WHERE destruction = ? AND what = ?",
                row -> (int) row.number("n"), id, what.name()).orElseThrow();
    }

    void done(Tx tx, long id, Planned what, Collection<Long> rows) throws VaultException {
        for (long row : rows) {
            tx.update("DELETE FROM destruction_plan WHERE destruction = ? AND what = ? AND row = ?", id, what.name(),
                    row);
        }
    }

    void donePlanning(Tx tx, long id) throws VaultException {
        tx.update("DELETE FROM destruction_plan WHERE destruction = ?", id);
    }

    void planMail(Tx tx, long id, Arrival.Server mail) throws VaultException {
        tx.update("""
                INSERT INTO destruction_mail (destruction, account, folder, uid_validity, uid, fate)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", id, mail.account().value(), mail.folder(),
                mail.uidValidity(), mail.uid(), Fate.PLANNED.name());
    }

    /// What another try may take off its server.
    Map<Folder, Set<Long>> openMails(Tx tx, long id) throws VaultException {
        Map<Folder, Set<Long>> open = new LinkedHashMap<>();
        tx.list("""
                SELECT account, folder, uid_validity, uid, fate FROM destruction_mail WHERE destruction = ?
                ORDER BY account, folder, uid_validity, uid""", row -> Fate.valueOf(row.text("fate")).isOpen()
                && open.computeIfAbsent(new Folder(new AccountId(row.number("account")), row.text("folder"),
                        row.number("uid_validity")), _ -> new TreeSet<>()).add(row.number("uid")),
                id);
        return open;
    }

    void fate(Tx tx, long id, Folder folder, Set<Long> uids, Fate fate) throws VaultException {
        for (long uid : uids) {
            tx.update("""
                    UPDATE destruction_mail SET fate = ?
                    WHERE destruction = ? AND account = ? AND folder = ? AND uid_validity = ? AND uid = ?""",
                    fate.name(), id, folder.account().value(), folder.name(), folder.uidValidity(), uid);
        }
    }

    private static Destruction row(Tx tx, Row row) throws VaultException {
        long id = row.number("id");
        Map<What, Integer> counts = new EnumMap<>(What.class);
        tx.list("SELECT what, n FROM destruction_count WHERE destruction = ?",
                count -> counts.put(What.valueOf(count.text("what")), (int) count.number("n")) == null, id);
        Map<Fate, Integer> mails = new EnumMap<>(Fate.class);
        tx.list("SELECT fate, count(*) AS n FROM destruction_mail WHERE destruction = ? GROUP BY fate",
                mail -> mails.put(Fate.valueOf(mail.text("fate")), (int) mail.number("n")) == null, id);
        Optional<Long> entry = row.numberOrNone("entry");
        Optional<String> hash = row.textOrNone("entry_hash");
        return new Destruction(id, new CaseId(row.text("case_id")), row.time("opened"), row.timeOrNone("closed"),
                Stage.valueOf(row.text("stage")), row.time("begun"), row.timeOrNone("erased"), row.text("person"),
                row.textOrNone("reason"), counts, mails,
                entry.isPresent() && hash.isPresent()
                        ? Optional.of(new Destruction.Entry(entry.get(), hash.get()))
                        : Optional.empty());
    }
}
