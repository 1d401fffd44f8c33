package guichet.inbox.endings;

import guichet.inbox.AccountId;
import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.CaseContents;
import guichet.inbox.cases.Cases;
import guichet.inbox.chat.CaseChat;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.endings.DestructionTable.Folder;
import guichet.inbox.endings.DestructionTable.Planned;
import guichet.inbox.endings.ServerMail.Fate;
import guichet.inbox.gate.CaseMail;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.intake.GoneMail;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.PayloadErasure;
import guichet.inbox.signal.CaseSignals;
import guichet.keystore.ContactId;
import guichet.keystore.Forgetting.Forgotten;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Destroys cases. What is decided once goes on to its end, whatever happens meanwhile; the vault can be used all the time.
///
/// Any thread, and several processes: each step looks at what is left of it.
public final class CaseDestruction {
    /// A transaction of so many messages takes a fraction of a second, for which other writers wait.
    private static final int BATCH = 20;
    private static final int TRIES = 3;
    private static final Set<Stage> HERE = Set.of(Stage.MESSAGES, Stage.CASE, Stage.TRACES);

    private final Vault vault;
    private final Cases cases;
    private final Holds holds;
    private final Seals seals;
    private final Journal journal;
    private final Clock clock;
    private final Steps steps;
    private final DestructionTable table = new DestructionTable();
    private final CaseContents contents = new CaseContents();
    private final CaseMail mail = new CaseMail();
    private final CaseSignals signals = new CaseSignals();
    private final Arrivals arrivals = new Arrivals();
    private final PayloadErasure payloads = new PayloadErasure();
    private final GoneMail goneMail = new GoneMail(new SecureRandom());

    public CaseDestruction(Vault vault, Cases cases, Holds holds, Seals seals, Journal journal, Clock clock) {
        this(vault, cases, holds, seals, journal, clock, Steps.IGNORED);
    }

    CaseDestruction(Vault vault, Cases cases, Holds holds, Seals seals, Journal journal, Clock clock, Steps steps) {
        this.vault = vault;
        this.cases = cases;
        this.holds = holds;
        this.seals = seals;
        this.journal = journal;
        this.clock = clock;
        this.steps = steps;
    }

    /// How asking for a destruction ended.
    public sealed interface Begun {
        /// Decided, durable, and not to be taken back: [#carryOn] does it.
        record Decided(long destruction) implements Begun {
        }

        record Refused(List<Objection> why) implements Begun {
            public Refused {
                why = List.copyOf(why);
            }
        }

        record NoSuchCase() implements Begun {
        }
    }

    /// Why this case would not be destroyed now.
    public List<Objection> objections(Tx tx, CaseId id) throws VaultException {
        List<Objection> why = new ArrayList<>();
        if (cases.find(tx, id).map(Case::state).filter(Case.State.OPEN::equals).isPresent()) {
            why.add(Objection.OPEN);
        }
        if (mail.unsent(tx, id) > 0) {
            why.add(Objection.UNSENT);
        }
        if (mail.unknown(tx, id) > 0) {
            why.add(Objection.UNKNOWN);
        }
        if (holds.find(tx, id).isPresent()) {
            why.add(Objection.HELD);
        }
        if (!seals.isDelivered(tx, id)) {
            why.add(Objection.NOT_SEALED);
        }
        return why;
    }

    /// What a rule does by itself: only where it wants it in the very transaction that decides, whatever was read before.
    public Begun beginByRule(CaseId id, Retention rules, Actor by) throws VaultException {
        steps.reached();
        Begun begun = vault.write(tx -> rules.mayActAlone(tx, id, Due.Act.DESTROY)
                ? begin(tx, id, Optional.empty(), by)
                : new Begun.Refused(List.of(Objection.NOT_DUE)));
        steps.reached();
        return begun;
    }

    /// A person's decision.
    ///
    /// @param reason needed where there is no sealed archive; kept in the register and the journal
    public Begun begin(CaseId id, Optional<String> reason, Actor by) throws VaultException {
        steps.reached();
        Begun begun = vault.write(tx -> begin(tx, id, reason, by));
        steps.reached();
        return begun;
    }

    private Begun begin(Tx tx, CaseId id, Optional<String> reason, Actor by) throws VaultException {
        Optional<Destruction> running = table.running(tx, id);
        if (running.isPresent()) {
            return new Begun.Decided(running.get().id());
        }
        Optional<Case> ended = cases.find(tx, id);
        if (ended.isEmpty()) {
            return new Begun.NoSuchCase();
        }
        List<Objection> why = objections(tx, id).stream()
                .filter(each -> each != Objection.NOT_SEALED || reason.isEmpty()).toList();
        return why.isEmpty() ? new Begun.Decided(decide(tx, ended.get(), reason, by)) : new Begun.Refused(why);
    }

    /// Does what is left of a destruction, on the caller's thread, up to the servers.
    ///
    /// @return the line of the register
    public Destruction carryOn(long destruction, ServerMail servers, Progress progress) throws VaultException {
        carryOnHere(destruction, progress);
        return clearServers(destruction, servers);
    }

    /// Does in the vault what a kill, or another process, left undone. Quick where there is nothing.
    public void carryOnAll(Progress progress) throws VaultException {
        for (long id : vault.read(tx -> table.unfinished(tx, HERE))) {
            carryOnHere(id, progress);
        }
    }

    /// Tries once more to take mails off their servers, of every destruction that has left some there, or some of whose mails a server has offered
    /// again since.
    public void clearServers(ServerMail servers) throws VaultException {
        for (long id : vault.read(goneMail::destructionsFoundAgain)) {
            step(tx -> {
                for (Arrival.Server again : goneMail.foundAgain(tx, id)) {
                    table.planMail(tx, id, again);
                }
                if (find(tx, id).stage() == Stage.DONE) {
                    table.enter(tx, id, Stage.SERVER);
                }
                return id;
            });
        }
        for (long id : vault.read(tx -> table.unfinished(tx, Set.of(Stage.SERVER)))) {
            clearServers(id, servers);
        }
    }

    /// The register, newest first.
    public List<Destruction> list(Tx tx) throws VaultException {
        return table.list(tx);
    }

    /// What keeps it destroyed where a backup is restored; empty while it goes on.
    public Optional<Tombstones.Stone> stone(Tx tx, Destruction one) throws VaultException {
        return one.entry().isPresent() ? Tombstones.of(tx, one.caseId(), one.entry().get().n()) : Optional.empty();
    }

    /// The last one of this case.
    public Optional<Destruction> find(Tx tx, CaseId id) throws VaultException {
        return table.list(tx).stream().filter(each -> each.caseId().equals(id)).findFirst();
    }

    private long decide(Tx tx, Case ended, Optional<String> reason, Actor by) throws VaultException {
        CaseId id = ended.id();
        long row = table.begin(tx, ended, reason, by, clock.instant());
        List<MessageId> messages = new ArrayList<>(contents.messages(tx, id));
        List<MessageId> besides = CaseChat.besideTheCase(tx, id);
        PeopleOfCase people = new PeopleOfCase(tx, id);
        var addresses = people.addresses();
        Set<Long> identities = signals.people(tx, id);
        Set<Long> conversations = signals.conversations(tx, id);
        if (isArchived(tx, id)) {
            Set<Long> silent = signals.silent(tx, identities);
            conversations.addAll(silent);
            identities.addAll(signals.strangers(tx, silent));
        }
        signals.eraseNotifications(tx, id);
        for (MessageId each : besides) {
            List<Arrival.Server> places = arrivals.of(tx, each);
            for (Arrival.Server found : places) {
                arrivals.mark(tx, found);
                table.planMail(tx, row, found);
            }
            if (!places.isEmpty()) {
                goneMail.destroyed(tx, each, row);
            }
        }
        mail.eraseSent(tx, besides);
        contents.erase(tx, besides);
        CaseChat.eraseRoom(tx, id);
        table.plan(tx, row, Planned.MESSAGE, messages.stream().map(MessageId::value).toList());
        table.plan(tx, row, Planned.SIGNAL_IDENTITY, identities);
        table.plan(tx, row, Planned.CONVERSATION, conversations);
        table.plan(tx, row, Planned.CONTACT,
                people.contacts(addresses, identities).stream().map(ContactId::value).toList());
        table.count(tx, row, What.DRAFTS, mail.drafts(tx, id));
        mail.eraseDrafts(tx, id);
        Forgotten strangers = people.forgetStrangers(addresses);
        table.count(tx, row, What.KEYS, strangers.keys().size());
        table.count(tx, row, What.JOURNAL_ENTRIES,
                payloads.erase(tx, gone(id, mail.digests(tx, messages), people, strangers)));
        return row;
    }

    private static boolean isArchived(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT 1 FROM case_archive WHERE case_id = ?", _ -> true, id.toString()).isPresent();
    }

    /// A case that was destroyed before comes back with a backup: as it was decided then.
    long beginAgain(CaseId id, Actor by) throws VaultException {
        return vault.write(tx -> {
            cases.close(tx, id, by);
            return decide(tx, cases.find(tx, id).orElseThrow(), Optional.empty(), by);
        });
    }

    /// Does what is left of one in the vault.
    void carryOnHere(long destruction, Progress progress) throws VaultException {
        int all = vault.read(tx -> table.countPlanned(tx, destruction, Planned.MESSAGE));
        int left = all;
        while (stage(destruction) == Stage.MESSAGES) {
            progress.at(Stage.MESSAGES, all - left, all);
            left = eraseSome(destruction);
        }
        progress.at(Stage.CASE, 0, 0);
        if (stage(destruction) == Stage.CASE) {
            step(tx -> removeCase(tx, destruction));
        }
        progress.at(Stage.TRACES, 0, 0);
        if (stage(destruction) == Stage.TRACES) {
            step(tx -> {
                contents.leaveNoTracesInIndex(tx);
                return destruction;
            });
            bury(destruction);
            removeFiles();
            emptyLog(destruction);
        }
    }

    private int eraseSome(long destruction) throws VaultException {
        return step(tx -> {
            List<Long> rows = table.planned(tx, destruction, Planned.MESSAGE, BATCH);
            if (rows.isEmpty()) {
                if (find(tx, destruction).stage() == Stage.MESSAGES) {
                    table.enter(tx, destruction, Stage.CASE);
                }
                return 0;
            }
            CaseId id = find(tx, destruction).caseId();
            // What a person has moved to another case meanwhile is that case's.
            List<MessageId> messages = rows.stream().map(MessageId::new).collect(Collectors.toList());
            messages.retainAll(contents.messages(tx, id));
            erase(tx, destruction, messages);
            table.done(tx, destruction, Planned.MESSAGE, rows);
            return table.countPlanned(tx, destruction, Planned.MESSAGE);
        });
    }

    private void erase(Tx tx, long destruction, List<MessageId> messages) throws VaultException {
        for (MessageId id : messages) {
            String channel = tx.one("SELECT channel FROM message WHERE id = ?", row -> row.text("channel"), id.value())
                    .orElseThrow();
            table.count(tx, destruction, What.of(Channel.valueOf(channel)), 1);
            table.count(tx, destruction, What.ATTACHMENTS, contents.attachments(tx, id));
            List<Arrival.Server> found = arrivals.of(tx, id);
            for (Arrival.Server one : found) {
                arrivals.mark(tx, one);
                table.planMail(tx, destruction, one);
            }
            if (!found.isEmpty()) {
                goneMail.destroyed(tx, id, destruction);
            }
        }
        table.count(tx, destruction, What.SENT, mail.eraseSent(tx, messages));
        signals.erase(tx, messages);
        contents.erase(tx, messages);
    }

    private long removeCase(Tx tx, long destruction) throws VaultException {
        Destruction row = find(tx, destruction);
        if (row.stage() != Stage.CASE) {
            return destruction;
        }
        CaseId id = row.caseId();
        // What somebody put into it since then was not decided about: it is to be sorted again. Notes have no other place.
        contents.putBack(tx, id);
        erase(tx, destruction, contents.messages(tx, id));
        mail.eraseDrafts(tx, id);
        signals.leave(tx, id, new HashSet<>(table.planned(tx, destruction, Planned.CONVERSATION, Integer.MAX_VALUE)));
        PeopleOfCase people = new PeopleOfCase(tx, id);
        Forgotten forgotten = people.forgetContacts(
                table.planned(tx, destruction, Planned.CONTACT, Integer.MAX_VALUE),
                table.planned(tx, destruction, Planned.SIGNAL_IDENTITY, Integer.MAX_VALUE));
        table.count(tx, destruction, What.PEOPLE, forgotten.contacts());
        table.count(tx, destruction, What.KEYS, forgotten.keys().size());
        removeArchive(tx, destruction, id);
        contents.remove(tx, id);
        table.count(tx, destruction, What.JOURNAL_ENTRIES, payloads.erase(tx, gone(id, Set.of(), people, forgotten)));
        Payload entry = Payload.by(table.actor(tx, destruction)).inCase(Optional.of(id));
        journal.append(tx, JournalKind.CASE_DESTROYED, row.reason().map(entry::because).orElse(entry));
        table.journalled(tx, destruction, journal.head(tx));
        table.donePlanning(tx, destruction);
        table.enter(tx, destruction, Stage.TRACES);
        return destruction;
    }

    /// The key of its intermediate archive goes here; the file, which nothing opens any more, after that.
    private void removeArchive(Tx tx, long destruction, CaseId id) throws VaultException {
        for (Arrival.Server found : tx.list(
                "SELECT account, folder, uid_validity, uid FROM case_archive_mail WHERE case_id = ?",
                row -> new Arrival.Server(new AccountId(row.number("account")), row.text("folder"),
                        row.number("uid_validity"), row.number("uid")),
                id.toString())) {
            table.planMail(tx, destruction, found);
        }
        goneMail.archiveDestroyed(tx, id, destruction);
        tx.update("UPDATE case_archive SET key = zeroblob(length(key)) WHERE case_id = ?", id.toString());
        for (Map.Entry<What, Integer> one : new ArchiveCounts().of(tx, id).entrySet()) {
            table.count(tx, destruction, one.getKey(), one.getValue());
        }
        table.count(tx, destruction, What.ARCHIVES,
                tx.update("DELETE FROM case_archive WHERE case_id = ?", id.toString()));
        tx.update("""
                UPDATE past_entry SET entry = CAST(zeroblob(length(CAST(entry AS BLOB))) AS TEXT) WHERE case_id = ?""",
                id.toString());
        tx.update("DELETE FROM past_entry WHERE case_id = ?", id.toString());
        tx.update("""
                UPDATE past_key SET entry = CAST(zeroblob(length(CAST(entry AS BLOB))) AS TEXT),
                  certificate = CAST(zeroblob(length(CAST(certificate AS BLOB))) AS TEXT) WHERE case_id = ?""",
                id.toString());
        tx.update("DELETE FROM past_key WHERE case_id = ?", id.toString());
    }

    private void removeFiles() throws VaultException {
        try {
            new ArchiveFiles(vault.folder()).tidy(vault);
        } catch (IOException e) {
            // Without its key it is noise; whoever opens the vault next tries again.
            steps.reached();
        }
    }

    private void bury(long destruction) throws VaultException {
        Optional<Tombstones.Stone> stone = vault.read(tx -> {
            Destruction row = find(tx, destruction);
            return Tombstones.of(tx, row.caseId(), row.entry().orElseThrow().n());
        });
        try {
            if (stone.isPresent()) {
                new Tombstones(vault.folder()).bury(stone.get());
            }
        } catch (IOException e) {
            // Beside the vault nothing can be written: the certificate has the same line.
            steps.reached();
        }
    }

    private void emptyLog(long destruction) throws VaultException {
        for (int i = 0; i < TRIES; i++) {
            steps.reached();
            if (vault.emptyLog()) {
                step(tx -> {
                    table.erased(tx, destruction, clock.instant());
                    if (find(tx, destruction).stage() == Stage.TRACES) {
                        boolean noMail = table.openMails(tx, destruction).isEmpty();
                        table.enter(tx, destruction, noMail ? Stage.DONE : Stage.SERVER);
                    }
                    return destruction;
                });
                return;
            }
        }
    }

    private Destruction clearServers(long destruction, ServerMail servers) throws VaultException {
        Map<Folder, Set<Long>> open = vault.read(tx -> table.openMails(tx, destruction));
        for (Map.Entry<Folder, Set<Long>> one : open.entrySet()) {
            Folder folder = one.getKey();
            Fate fate = servers.expunge(folder.account(), folder.name(), folder.uidValidity(), one.getValue());
            step(tx -> {
                table.fate(tx, destruction, folder, one.getValue(), fate);
                return destruction;
            });
        }
        return step(tx -> {
            if (find(tx, destruction).stage() == Stage.SERVER && table.openMails(tx, destruction).isEmpty()) {
                table.enter(tx, destruction, Stage.DONE);
            }
            return find(tx, destruction);
        });
    }

    private <T> T step(guichet.keystore.vault.Work<T> work) throws VaultException {
        steps.reached();
        T result = vault.write(work);
        steps.reached();
        return result;
    }

    private Stage stage(long destruction) throws VaultException {
        return vault.read(tx -> find(tx, destruction)).stage();
    }

    private Destruction find(Tx tx, long destruction) throws VaultException {
        return table.find(tx, destruction).orElseThrow();
    }

    private static PayloadErasure.Gone gone(CaseId id, Set<String> digests, PeopleOfCase people, Forgotten forgotten) {
        Set<String> keys = new HashSet<>(people.goneSignalKeys());
        forgotten.keys().forEach(key -> keys.add(key.hex()));
        return new PayloadErasure.Gone(id, digests, people.goneNames(), keys);
    }
}
