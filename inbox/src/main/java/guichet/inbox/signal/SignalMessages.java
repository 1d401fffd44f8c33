package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.signal.SignalDetails.Earlier;
import guichet.inbox.signal.SignalDetails.Missing;
import guichet.inbox.signal.SignalDetails.Quote;
import guichet.inbox.signal.SignalDetails.Reaction;
import guichet.inbox.signal.SignalDetails.Receipts;
import guichet.inbox.signal.SignalDetails.Taken;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a message on Signal has beside what every message has. Stateless, for any thread.
public final class SignalMessages {
    private final SignalIdentities identities;

    public SignalMessages(SignalIdentities identities) {
        this.identities = identities;
    }

    /// Empty for a message of another channel, and for one that could not be read far enough to say who wrote it.
    public Optional<SignalDetails> details(Tx tx, MessageId id) throws VaultException {
        Optional<Stored> stored = tx.one("""
                SELECT m.kind, m.author, m.sent, m.revision, m.timer, m.taken, m.erased, m.delivered, m.read, c.group_id
                FROM signal_message m JOIN signal_conversation c ON c.id = m.conversation
                WHERE m.message = ?""", SignalMessages::stored, id.value());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Stored found = stored.get();
        return Optional.of(new SignalDetails(id, found.kind(), found.author(), found.sent(), found.group(),
                found.timer(), found.taken(), found.erased(), earlier(tx, id, found.revision()), reactions(tx, id),
                quote(tx, id), missing(tx, id), found.receipts()));
    }

    /// By what a reply, a quote or a reaction refers to a message.
    ///
    /// @param author    who wrote it
    /// @param sent      in the version that is shown
    /// @param answersGo to whom an answer goes: the group, or the person
    public record Reference(SignalRecipient author, Instant sent, SignalRecipient answersGo, AccountId account) {
    }

    /// Empty for a message of another channel.
    public Optional<Reference> reference(Tx tx, MessageId id) throws VaultException {
        Optional<Said> said = tx.one(
                """
                        SELECT m.author, m.revision, m.account, c.group_id, CASE a.identity WHEN c.one THEN c.other ELSE c.one END
                          AS other
                        FROM signal_message m JOIN signal_conversation c ON c.id = m.conversation
                          LEFT JOIN signal_account a ON a.id = m.account
                        WHERE m.message = ?""",
                row -> new Said(new SignalIdentityId(row.number("author")),
                        row.time("revision"), new AccountId(row.number("account")),
                        row.textOrNone("group_id").flatMap(SignalRecipient.Group::parse),
                        row.numberOrNone("other").map(SignalIdentityId::new)),
                id.value());
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Optional<SignalRecipient> author = recipient(tx, said.get().author());
        Optional<SignalRecipient> other = said.get().other().isPresent()
                ? recipient(tx, said.get().other().get())
                : Optional.empty();
        Optional<SignalRecipient> answers = said.get().group().<SignalRecipient>map(group -> group).or(() -> other);
        return author.isPresent() && answers.isPresent()
                ? Optional.of(new Reference(author.get(), said.get().sent(), answers.get(), said.get().account()))
                : Optional.empty();
    }

    /// Somebody who reads a group, or, as long as its members were not listed, has said something in it.
    ///
    /// @param lookedAt whether a person has seen that they read it
    public record Reader(SignalIdentityId id, boolean hasSpoken, boolean lookedAt) {
    }

    /// Everybody who reads a group, ourselves apart, as signal-cli listed it last.
    public List<Reader> readers(Tx tx, SignalRecipient.Group group) throws VaultException {
        return tx.list(
                """
                        WITH c AS (SELECT id, EXISTS (SELECT 1 FROM signal_group g WHERE g.conversation = signal_conversation.id)
                            AS listed FROM signal_conversation WHERE group_id = ?1),
                          spoke AS (SELECT DISTINCT m.author AS who FROM signal_message m JOIN c ON c.id = m.conversation
                            WHERE m.author NOT IN (SELECT identity FROM signal_account))
                        SELECT r.identity AS who, r.identity IN spoke AS spoke, r.looked AS looked
                          FROM signal_reader r JOIN c ON c.id = r.conversation
                        UNION ALL SELECT who, 1, 0 FROM spoke WHERE NOT (SELECT listed FROM c)
                        ORDER BY 1""",
                row -> new Reader(new SignalIdentityId(row.number("who")), row.flag("spoke"), row.flag("looked")),
                group.base64Id());
    }

    /// What its members call a group: a claim. Empty where it is not known here.
    public Optional<String> groupName(Tx tx, SignalRecipient.Group group) throws VaultException {
        return tx.one("SELECT name FROM signal_conversation WHERE group_id = ?", row -> row.text("name"),
                group.base64Id());
    }

    /// After which time what is said there vanishes from telephones, as the conversation says last; zero: never.
    public Duration timer(Tx tx, SignalRecipient to) throws VaultException {
        return switch (to) {
            case SignalRecipient.Group group -> tx.one("SELECT timer FROM signal_conversation WHERE group_id = ?",
                    row -> Duration.ofSeconds(row.number("timer")), group.base64Id()).orElse(Duration.ZERO);
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _,SignalRecipient.Username _ ->
                identities.find(tx, to).map(SignalIdentity::timer).orElse(Duration.ZERO);
        };
    }

    /// Something that refers to a message that never came, or that its author may not change: said of nothing that can be shown.
    ///
    /// @param kind `reaction`, `edit`, `deletion`, `quote`, or `cannot-decrypt`
    /// @param sent when the missing message was sent
    /// @param text of an edit that is held back; else empty
    public record Gap(String kind, SignalIdentityId author, Instant sent, String text, Instant received) {
    }

    /// What points to messages that should be here and are not, newest first. What was sent before the account was added is none.
    public List<Gap> gaps(Tx tx, AccountId account, int most) throws VaultException {
        return tx.list("""
                SELECT lower(e.kind) AS kind, e.target_author AS author, e.target_sent AS sent,
                  iif(e.kind = 'EDIT', e.text, '') AS text, e.received
                FROM signal_event e JOIN signal_account a ON a.id = ?1
                WHERE e.applied = 0 AND e.kind <> 'RECEIPT' AND e.target_sent >= a.since
                  AND (e.target IS NULL OR e.waits = 0)
                UNION ALL
                SELECT 'cannot-decrypt', m.author, m.sent, '', m.sent FROM signal_message m
                WHERE m.account = ?1 AND m.kind = 'CANNOT_DECRYPT'
                ORDER BY received DESC LIMIT ?2""",
                row -> new Gap(row.text("kind"), new SignalIdentityId(row.number("author")), row.time("sent"),
                        row.text("text"), row.time("received")),
                account.value(), most);
    }

    private Optional<SignalRecipient> recipient(Tx tx, SignalIdentityId id) throws VaultException {
        return identities.find(tx, id).flatMap(SignalIdentity::recipient);
    }

    private static List<Earlier> earlier(Tx tx, MessageId id, Instant shown) throws VaultException {
        return tx.list("SELECT sent, body FROM signal_version WHERE message = ? AND sent <> ? ORDER BY sent",
                row -> new Earlier(row.time("sent"), row.text("body")), id.value(), shown);
    }

    /// Each person's last; those taken back are none.
    private static List<Reaction> reactions(Tx tx, MessageId id) throws VaultException {
        return tx.list("""
                SELECT author, text, max(sent) AS at FROM signal_event
                WHERE target = ? AND kind = 'REACTION' GROUP BY author ORDER BY at""",
                row -> new Reaction(new SignalIdentityId(row.number("author")), row.text("text"), row.time("at")),
                id.value()).stream().filter(reaction -> !reaction.emoji().isEmpty()).toList();
    }

    private static Optional<Quote> quote(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT text, target_sent, target FROM signal_event WHERE source = ? AND kind = 'QUOTE'",
                row -> new Quote(row.text("text"), row.time("target_sent"),
                        row.numberOrNone("target").map(MessageId::new)),
                id.value());
    }

    private static List<Missing> missing(Tx tx, MessageId id) throws VaultException {
        return tx.list("SELECT name, type, why FROM signal_missing WHERE message = ? ORDER BY n",
                row -> new Missing(row.text("name"), row.text("type"), row.text("why")), id.value());
    }

    private static Stored stored(Row row) throws VaultException {
        return new Stored(SignalKind.valueOf(row.text("kind")), new SignalIdentityId(row.number("author")),
                row.time("sent"), row.time("revision"), Duration.ofSeconds(row.number("timer")),
                Taken.valueOf(row.text("taken")), row.timeOrNone("erased"),
                new Receipts(row.timeOrNone("delivered"), row.timeOrNone("read")),
                row.textOrNone("group_id").flatMap(SignalRecipient.Group::parse));
    }

    private record Stored(SignalKind kind, SignalIdentityId author, Instant sent, Instant revision, Duration timer,
            Taken taken, Optional<Instant> erased, Receipts receipts, Optional<SignalRecipient.Group> group) {
    }

    private record Said(SignalIdentityId author, Instant sent, AccountId account,
            Optional<SignalRecipient.Group> group, Optional<SignalIdentityId> other) {
    }
}
