package guichet.inbox.archive;

import guichet.inbox.Attachment;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One message of a case as its row holds it, with what hangs on it but for text, raw form and files.
///
/// @param id         in this vault
/// @param n          in the bag, from 1, oldest first
/// @param verdict    empty for notes and contacts
/// @param judgedWith see docs/inbox-schema.md
record StoredMessage(long id, int n, Channel channel, Direction direction, String filedBy, Party from, List<Party> to,
        List<Party> cc, Instant date, Instant received, String subject, boolean read, String thread,
        Optional<String> wireId, Optional<Verdict> verdict, Optional<String> signedContent, String judgedWith,
        boolean waitsForKey, boolean indexed, List<String> references, List<Attachment> attachments) {

    private static final String COLUMNS = """
            SELECT id, channel, direction, filed_by, from_name, from_address, date, received, subject, is_read, thread,
              wire_id, encryption, signature, signer, signer_user_id, sender_matches, problems, signed_content,
              judged_with, waits_for_key, is_indexed
            FROM message""";

    StoredMessage {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
    }

    /// As it is kept: names of constants.
    ///
    /// @param problems with spaces between
    record Verdict(String encryption, String signature, Optional<String> signer, String signerUserId,
            Optional<Boolean> senderMatches, String problems) {
    }

    /// The numbers of a case's messages, oldest first.
    static List<Long> ofCase(Tx tx, String caseId) throws VaultException {
        return tx.list("SELECT id FROM message WHERE case_id = ? ORDER BY place", row -> row.number("id"), caseId);
    }

    static List<Long> ofCaseWithoutChat(Tx tx, String caseId) throws VaultException {
        return tx.list("SELECT id FROM message WHERE case_id = ? AND channel <> 'CHAT' ORDER BY place",
                row -> row.number("id"), caseId);
    }

    static StoredMessage load(Tx tx, long id, int n) throws VaultException {
        List<Party> to = recipients(tx, id, "TO");
        List<Party> cc = recipients(tx, id, "CC");
        List<String> references = tx.list("SELECT wire_id FROM message_reference WHERE message = ? ORDER BY n",
                row -> row.text("wire_id"), id);
        List<Attachment> attachments = tx.list(
                "SELECT n, name, type, size, sha256 FROM message_attachment WHERE message = ? ORDER BY n",
                row -> new Attachment((int) row.number("n"), row.text("name"), row.text("type"), row.number("size"),
                        row.text("sha256")),
                id);
        return tx.one(COLUMNS + " WHERE id = ?", row -> message(row, n, to, cc, references, attachments), id)
                .orElseThrow();
    }

    static String body(Tx tx, long id) throws VaultException {
        return tx.one("SELECT body FROM message_body WHERE message = ?", row -> row.text("body"), id).orElse("");
    }

    static byte[] file(Tx tx, long id, int number) throws VaultException {
        return tx.one("SELECT content FROM message_attachment WHERE message = ? AND n = ?",
                row -> row.bytes("content"), id, number).orElseThrow();
    }

    private static List<Party> recipients(Tx tx, long id, String role) throws VaultException {
        return tx.list("SELECT name, address FROM message_recipient WHERE message = ? AND role = ? ORDER BY n",
                row -> new Party(row.text("name"), row.text("address")), id, role);
    }

    private static StoredMessage message(Row row, int n, List<Party> to, List<Party> cc, List<String> references,
            List<Attachment> attachments) throws VaultException {
        return new StoredMessage(row.number("id"), n, Channel.valueOf(row.text("channel")),
                Direction.valueOf(row.text("direction")), row.text("filed_by"),
                new Party(row.text("from_name"), row.text("from_address")), to, cc, row.time("date"),
                row.time("received"), row.text("subject"), row.flag("is_read"), row.text("thread"),
                row.textOrNone("wire_id"), verdict(row), row.textOrNone("signed_content"), row.text("judged_with"),
                row.flag("waits_for_key"), row.flag("is_indexed"), references, attachments);
    }

    private static Optional<Verdict> verdict(Row row) throws VaultException {
        Optional<String> encryption = row.textOrNone("encryption");
        return encryption.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict(encryption.get(), row.text("signature"), row.textOrNone("signer"),
                        row.textOrNone("signer_user_id").orElse(""),
                        row.numberOrNone("sender_matches").map(flag -> flag != 0), row.text("problems")));
    }
}
