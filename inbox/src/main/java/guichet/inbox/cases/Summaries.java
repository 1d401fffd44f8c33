package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists of messages, newest first, each by an index, a page at a time. No body and no raw mail is touched. What is said in the chat's rooms is never
/// unread or to be sorted here: rooms have counts of their own.
final class Summaries {
    private static final String SELECT = """
            SELECT id, case_id, channel, direction, from_name, from_address, date, message.subject, snippet, is_read,
            """ + StoredProtection.COLUMNS + " FROM message ";
    private static final String PAGE = " AND place < ?1 ORDER BY place DESC LIMIT ?2";
    private static final String MAY_NARROW = " AND (?3 IS NULL OR channel = ?3) AND (?4 = 0 OR is_read = 0)";

    static final String ALL = SELECT + "WHERE is_said = 1" + PAGE;
    static final String BY_CHANNEL = SELECT + "WHERE channel = ?3 AND is_said = 1" + PAGE;
    static final String UNREAD = SELECT
            + "WHERE is_read = 0 AND channel <> 'CHAT' AND machine IS NULL AND (?3 IS NULL OR channel = ?3)"
            + PAGE;
    static final String TO_SORT = SELECT
            + "WHERE case_id IS NULL AND direction = 'IN' AND channel <> 'CHAT' AND machine IS NULL AND (?3 IS NULL OR channel = ?3)"
            + PAGE;
    static final String MACHINES = SELECT + "WHERE machine IS NOT NULL AND (?3 IS NULL OR channel = ?3)" + PAGE;
    static final String IN_CASE = SELECT + "WHERE case_id = ?5" + MAY_NARROW + PAGE;

    /// The index yields rowids in order, so that it can stop at the limit.
    static final String FOUND = SELECT + """
            JOIN message_index ON message_index.rowid = message.place
            WHERE message_index MATCH ? AND is_said = 1 ORDER BY message_index.rowid DESC LIMIT ?""";
    /// CROSS JOIN keeps the order of the tables: a case has fewer messages than a common word.
    static final String FOUND_IN_CASE = SELECT + """
            CROSS JOIN message_index ON message_index.rowid = message.place
            WHERE message_index MATCH ?1 AND case_id = ?3 ORDER BY place DESC LIMIT ?2""";

    private final Tx tx;
    private final TrustNow trust;

    Summaries(Tx tx, Keyring keyring, Instant now) {
        this.tx = tx;
        this.trust = new TrustNow(tx, keyring, now);
    }

    List<Summary> list(MessageFilter filter) throws VaultException {
        Optional<Long> below = below(filter.before());
        if (below.isEmpty() || filter.limit() <= 0) {
            return List.of();
        }
        long place = below.get();
        int limit = filter.limit();
        @Nullable
        String channel = filter.channel().map(Enum::name).orElse(null);
        if (filter.caseId().isPresent()) {
            return switch (filter.only()) {
                case ALL -> complete(tx.list(IN_CASE, Summaries::line, place, limit, channel, false,
                        filter.caseId().get().toString()));
                case UNREAD -> complete(tx.list(IN_CASE, Summaries::line, place, limit, channel, true,
                        filter.caseId().get().toString()));
                case TO_SORT, MACHINES -> List.of();
            };
        }
        return switch (filter.only()) {
            case ALL -> complete(channel == null
                    ? tx.list(ALL, Summaries::line, place, limit)
                    : tx.list(BY_CHANNEL, Summaries::line, place, limit, channel));
            case UNREAD -> complete(tx.list(UNREAD, Summaries::line, place, limit, channel));
            case TO_SORT -> complete(tx.list(TO_SORT, Summaries::line, place, limit, channel));
            case MACHINES -> complete(tx.list(MACHINES, Summaries::line, place, limit, channel));
        };
    }

    List<Summary> search(String typed, Optional<CaseId> caseId, int limit) throws VaultException {
        Optional<String> match = SearchQuery.match(typed);
        if (match.isEmpty() || limit <= 0) {
            return List.of();
        }
        return complete(caseId.isPresent()
                ? tx.list(FOUND_IN_CASE, Summaries::line, match.get(), limit, caseId.get().toString())
                : tx.list(FOUND, Summaries::line, match.get(), limit));
    }

    Optional<Summary> one(MessageId id) throws VaultException {
        return complete(tx.list(SELECT + "WHERE id = ?", Summaries::line, id.value())).stream().findFirst();
    }

    /// Empty where the message before is no more, so that its page ends the list instead of starting it again.
    private Optional<Long> below(Optional<MessageId> before) throws VaultException {
        if (before.isEmpty()) {
            return Optional.of(Place.LAST);
        }
        return tx.one("SELECT place FROM message WHERE id = ?", row -> row.number("place"), before.get().value());
    }

    private List<Summary> complete(List<Line> lines) throws VaultException {
        List<Summary> summaries = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Optional<Protection> protection = line.kept().isEmpty()
                    ? Optional.empty()
                    : Optional.of(complete(line, line.kept().get()));
            summaries.add(new Summary(line.id(), line.channel(), line.direction(), line.caseId(), line.from(),
                    line.date(), line.subject(), line.snippet(), line.read(), protection));
        }
        return summaries;
    }

    private Protection complete(Line line, StoredProtection kept) throws VaultException {
        Protection protection = trust.complete(kept, line.from().address());
        return line.channel() == Channel.SIGNAL
                ? new Protection(protection.encryption(), protection.signature(), protection.signer(),
                        protection.senderMatches(), protection.problems(), new SignalClues(tx).identity(line.id()))
                : protection;
    }

    private static Line line(Row row) throws VaultException {
        return new Line(new MessageId(row.number("id")), Channel.valueOf(row.text("channel")),
                Direction.valueOf(row.text("direction")), row.textOrNone("case_id").map(CaseId::new),
                new Party(row.text("from_name"), row.text("from_address")), row.time("date"), row.text("subject"),
                row.text("snippet"), row.flag("is_read"), StoredProtection.of(row));
    }

    private record Line(MessageId id, Channel channel, Direction direction, Optional<CaseId> caseId, Party from,
            Instant date, String subject, String snippet, boolean read, Optional<StoredProtection> kept) {
    }
}
