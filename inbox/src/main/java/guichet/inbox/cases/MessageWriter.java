package guichet.inbox.cases;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a message into its tables and the index, and keeps the two in step.
final class MessageWriter {
    /// In characters. Longer ones stand in the raw mail.
    static final int LONGEST_SUBJECT = 1_000;
    static final int LONGEST_NAME = 300;

    private MessageWriter() {
    }

    static long insert(Tx tx, NewMessage message, Judged judged, Instant received) throws VaultException {
        long id = insertUnindexed(tx, message, Optional.ofNullable(message.raw()).map(MailIdentity::of), judged,
                received);
        index(tx, id);
        return id;
    }

    /// Into the tables only: [#index] has to follow in the same transaction. For many messages it follows after all of them, since a statement
    /// that fires a trigger makes SQLite's index write out at once what it would otherwise gather.
    ///
    /// @param identity of its raw mail, where it has one
    static long insertUnindexed(Tx tx, NewMessage message, Optional<MailIdentity> identity, Judged judged,
            Instant received) throws VaultException {
        return insertUnindexed(tx, message, identity, Optional.empty(), FiledBy.PERSON, judged, received);
    }

    /// The same for what names no other messages and is no mail; if it is in a case, then by proof.
    static long insertIntoThread(Tx tx, NewMessage message, String thread, Instant received) throws VaultException {
        return insertUnindexed(tx, message, Optional.empty(), Optional.of(thread), FiledBy.PROOF, Judged.NOT, received);
    }

    /// The same for what is said in a room of the chat.
    static long insertIntoRoom(Tx tx, NewMessage message, Optional<MailIdentity> identity, String thread,
            Judged judged, Instant received) throws VaultException {
        return insertUnindexed(tx, message, identity, Optional.of(thread), FiledBy.PROOF, judged, received);
    }

    private static long insertUnindexed(Tx tx, NewMessage message, Optional<MailIdentity> identity,
            Optional<String> thread, FiledBy filedBy, Judged judged, Instant received) throws VaultException {
        long id = tx.one("SELECT seq FROM sqlite_sequence WHERE name = 'message'", row -> row.number("seq")).orElse(0L)
                + 1;
        Optional<String> wireId = message.wireId().or(() -> identity.flatMap(MailIdentity::wireId))
                .filter(WireId::usable);
        Optional<StoredProtection> verdict = message.protection().map(StoredProtection::of);
        boolean ours = message.direction() == Direction.OUT || message.channel() == Channel.NOTE
                || message.channel() == Channel.CONTACT;
        long place = Place.of(message.date(), received, id);
        tx.update("""
                INSERT INTO message (id, place, case_id, filed_by, channel, direction, from_name, from_address, date,
                  received, subject, snippet, is_read, thread, wire_id, encryption, signature, signer, signer_user_id,
                  sender_matches, problems, signed_content, judged_with, waits_for_key, is_indexed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, place,
                message.caseId().map(Object::toString).orElse(null),
                (message.caseId().isPresent() ? filedBy : FiledBy.NOBODY).name(), message.channel().name(),
                message.direction().name(), name(message.from()), address(message.from()), message.date(), received,
                subject(message), Snippet.of(clean(message.body())), ours,
                thread.isPresent() ? thread.get() : Threads.of(tx, wireId, MessageParts.references(message), id),
                wireId.orElse(null),
                verdict.map(v -> v.encryption().name()).orElse(null),
                verdict.map(v -> v.signature().name()).orElse(null),
                verdict.flatMap(StoredProtection::signer).map(Object::toString).orElse(null),
                verdict.map(StoredProtection::signerUserId).orElse(null),
                verdict.flatMap(StoredProtection::senderMatches).orElse(null),
                verdict.map(StoredProtection::joinedProblems).orElse(null),
                SignedContent.of(message, judged).orElse(null), judged.with(),
                judged.better() == Judged.Better.WITH_ANOTHER_KEY, indexed(message));
        MessageParts.write(tx, id, cleaned(message));
        if (identity.isPresent()) {
            addIdentity(tx, id, identity.get(), wireId);
        }
        return id;
    }

    /// Takes it out of the index, as long as it still says what went in.
    static void unindex(Tx tx, long id) throws VaultException {
        long place = tx.one("SELECT place FROM message WHERE id = ?", row -> row.number("place"), id).orElseThrow();
        MessageIndex.remove(tx, place, entry(tx, id));
    }

    static void index(Tx tx, long id) throws VaultException {
        long place = tx.one("SELECT place FROM message WHERE id = ?", row -> row.number("place"), id).orElseThrow();
        MessageIndex.add(tx, place, entry(tx, id));
    }

    /// Out of the tables and the index, with all that belongs to it.
    static void remove(Tx tx, long id) throws VaultException {
        unindex(tx, id);
        tx.update("DELETE FROM message WHERE id = ?", id);
    }

    /// Everything that a reading shows is replaced; number, case, arrival, identity and time of receipt stay.
    static void replace(Tx tx, long id, NewMessage message, Judged judged) throws VaultException {
        unindex(tx, id);
        replaceUnindexed(tx, id, message, judged);
        index(tx, id);
    }

    /// The same for what is not in the index: [#index] has to follow in the same transaction.
    static void replaceUnindexed(Tx tx, long id, NewMessage message, Judged judged) throws VaultException {
        Instant received = tx.one("SELECT received FROM message WHERE id = ?", row -> row.time("received"), id)
                .orElseThrow();
        MessageParts.erase(tx, id);
        StoredProtection verdict = StoredProtection.of(message.protection().orElse(Protection.NONE));
        long place = Place.of(message.date(), received, id);
        tx.update("""
                UPDATE message SET place = ?, from_name = ?, from_address = ?, date = ?, subject = ?, snippet = ?,
                  encryption = ?, signature = ?, signer = ?, signer_user_id = ?, sender_matches = ?, problems = ?,
                  signed_content = ?, judged_with = ?, waits_for_key = ?, is_indexed = ?
                WHERE id = ?""", place, name(message.from()), address(message.from()), message.date(),
                subject(message), Snippet.of(clean(message.body())), verdict.encryption().name(),
                verdict.signature().name(), verdict.signer().map(Object::toString).orElse(null),
                verdict.signerUserId(), verdict.senderMatches().orElse(null), verdict.joinedProblems(),
                SignedContent.of(message, judged).orElse(null), judged.with(),
                judged.better() == Judged.Better.WITH_ANOTHER_KEY, indexed(message), id);
        MessageParts.write(tx, id, cleaned(message));
    }

    /// Other words for a message that is not in the index: [#index] has to follow in the same transaction.
    static void reword(Tx tx, long id, String body) throws VaultException {
        String cleaned = clean(body);
        tx.update("UPDATE message_body SET body = ? WHERE message = ?", cleaned, id);
        tx.update("UPDATE message SET snippet = ?, is_indexed = ? WHERE id = ?", Snippet.of(cleaned),
                cleaned.length() <= SearchText.LONGEST, id);
    }

    /// Other keys have come to the same verdict.
    static void stillJudged(Tx tx, long id, Judged judged) throws VaultException {
        tx.update("UPDATE message SET judged_with = ?, waits_for_key = ? WHERE id = ?", judged.with(),
                judged.better() == Judged.Better.WITH_ANOTHER_KEY, id);
    }

    /// The same message may leave or come in several forms.
    static void addIdentity(Tx tx, long id, MailIdentity identity, Optional<String> wireId) throws VaultException {
        tx.update("""
                INSERT INTO message_identity (identity, message, wire_id) VALUES (?, ?, ?)
                ON CONFLICT (identity) DO NOTHING""", identity.hash(), id, wireId.orElse(null));
    }

    /// From the tables, never from what was given: the index forgets only the very text that it was told.
    private static MessageIndex.Entry entry(Tx tx, long id) throws VaultException {
        Head head = tx.one("SELECT from_name, from_address, subject FROM message WHERE id = ?", row -> new Head(
                new Party(row.text("from_name"), row.text("from_address")), row.text("subject")), id).orElseThrow();
        String files = MessageParts.attachments(tx, id).stream().map(file -> file.name())
                .collect(Collectors.joining("\n"));
        return new MessageIndex.Entry(head.subject(), MessageParts.body(tx, id),
                people(head.from(), MessageParts.recipients(tx, id, MessageParts.Role.TO),
                        MessageParts.recipients(tx, id, MessageParts.Role.CC)),
                files);
    }

    /// Puts a message that was just inserted into the index, without asking the tables what they were told a moment ago: for texts without halves of
    /// surrogate pairs, which come out of a table as something else.
    static void indexAsGiven(Tx tx, long id, NewMessage message, Instant received) throws VaultException {
        NewMessage kept = cleaned(message);
        MessageIndex.add(tx, Place.of(message.date(), received, id), new MessageIndex.Entry(subject(message),
                kept.body(), people(new Party(name(message.from()), address(message.from())), kept.to(), kept.cc()),
                kept.attachments().stream().map(file -> file.name()).collect(Collectors.joining("\n"))));
    }

    private static String people(Party from, List<Party> to, List<Party> cc) {
        return Stream.of(List.of(from), to, cc).flatMap(List::stream)
                .map(party -> party.name() + '\n' + party.address()).collect(Collectors.joining("\n"));
    }

    private static boolean indexed(NewMessage message) {
        boolean closed = message.protection()
                .filter(protection -> protection.problems().contains(Problem.CANNOT_DECRYPT)).isPresent();
        return !closed && message.body().length() <= SearchText.LONGEST;
    }

    private static NewMessage cleaned(NewMessage message) {
        return new NewMessage(message.channel(), message.direction(), message.caseId(), message.from(),
                parties(message.to()), parties(message.cc()), message.date(), message.subject(), clean(message.body()),
                message.protection(),
                message.attachments().stream()
                        .map(file -> file.named(clean(Snippet.cut(file.name(), LONGEST_NAME)),
                                clean(Snippet.cut(file.type(), LONGEST_NAME))))
                        .toList(),
                message.wireId(), message.inReplyTo(), message.raw(), message.sessionKey());
    }

    private static List<Party> parties(List<Party> strangers) {
        return strangers.stream().map(party -> new Party(name(party), address(party))).toList();
    }

    private static String name(Party party) {
        return clean(Snippet.cut(party.name(), LONGEST_NAME));
    }

    private static String address(Party party) {
        return clean(Snippet.cut(party.address(), LONGEST_NAME));
    }

    private static String subject(NewMessage message) {
        return clean(Snippet.cut(message.subject(), LONGEST_SUBJECT));
    }

    /// Without NUL, at which a text in SQL may end.
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    private record Head(Party from, String subject) {
    }
}
