package guichet.inbox.cases;

import guichet.crypto.Digests;
import guichet.inbox.Attachment;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The tables that hang on a message: its text, its raw form, recipients, attachments, references.
final class MessageParts {
    /// RFC 5322 knows no limit; beyond this, nobody reads them.
    private static final int MOST_REFERENCES = 50;

    private MessageParts() {
    }

    enum Role {
        TO, CC
    }

    static void write(Tx tx, long id, NewMessage message) throws VaultException {
        tx.update("INSERT INTO message_body (message, body) VALUES (?, ?)", id, message.body());
        byte[] raw = message.raw();
        if (raw != null) {
            tx.update("INSERT INTO message_raw (message, session_key, raw) VALUES (?, ?, ?)", id,
                    message.sessionKey().map(key -> key.bytes()).orElse(null), raw);
        }
        int n = writeRecipients(tx, id, 0, Role.TO, message.to());
        writeRecipients(tx, id, n, Role.CC, message.cc());
        if (!message.attachments().isEmpty()) {
            writeAttachments(tx, id, message.attachments());
        }
        List<String> references = references(message);
        for (int i = 0; i < references.size(); i++) {
            tx.update("INSERT INTO message_reference (message, n, wire_id) VALUES (?, ?, ?)", id, i, references.get(i));
        }
    }

    static void erase(Tx tx, long id) throws VaultException {
        tx.update("DELETE FROM message_body WHERE message = ?", id);
        tx.update("DELETE FROM message_raw WHERE message = ?", id);
        tx.update("DELETE FROM message_recipient WHERE message = ?", id);
        tx.update("DELETE FROM message_attachment WHERE message = ?", id);
        tx.update("DELETE FROM long_content WHERE message = ? AND n > 0", id);
        tx.update("DELETE FROM message_reference WHERE message = ?", id);
    }

    /// Those that can be threaded by, oldest first; of too many, the newest.
    static List<String> references(NewMessage message) {
        List<String> usable = message.inReplyTo().stream().filter(WireId::usable).distinct().toList();
        return usable.subList(Math.max(0, usable.size() - MOST_REFERENCES), usable.size());
    }

    static List<String> references(Tx tx, long id) throws VaultException {
        return tx.list("SELECT wire_id FROM message_reference WHERE message = ? ORDER BY n",
                row -> row.text("wire_id"), id);
    }

    static String body(Tx tx, long id) throws VaultException {
        return tx.one("SELECT body FROM message_body WHERE message = ?", row -> row.text("body"), id).orElse("");
    }

    static Optional<byte[]> raw(Tx tx, long id) throws VaultException {
        return tx.one("SELECT raw FROM message_raw WHERE message = ?", row -> row.bytes("raw"), id);
    }

    static List<Party> recipients(Tx tx, long id, Role role) throws VaultException {
        return tx.list("SELECT name, address FROM message_recipient WHERE message = ? AND role = ? ORDER BY n",
                row -> new Party(row.text("name"), row.text("address")), id, role.name());
    }

    static List<Attachment> attachments(Tx tx, long id) throws VaultException {
        return tx.list("SELECT n, name, type, size, sha256 FROM message_attachment WHERE message = ? ORDER BY n",
                row -> new Attachment((int) row.number("n"), row.text("name"), row.text("type"), row.number("size"),
                        row.text("sha256")),
                id);
    }

    /// The messages that came or went with a file of just this content.
    static List<MessageId> carrying(Tx tx, AttachedFile file) throws VaultException {
        return tx.list("SELECT DISTINCT message FROM message_attachment WHERE size = ? AND sha256 = ?",
                row -> new MessageId(row.number("message")), file.size(),
                file.far().isPresent()
                        ? LongContent.in(file).sha256()
                        : HexFormat.of().formatHex(Digests.sha256(file.content())));
    }

    static Optional<AttachedFile> attachment(Tx tx, long id, int n) throws VaultException {
        Optional<LongContent> far = LongContents.of(tx, id, n);
        return tx.one("SELECT name, type, content FROM message_attachment WHERE message = ? AND n = ?",
                row -> far.isPresent()
                        ? AttachedFile.far(row.text("name"), row.text("type"), far.get())
                        : new AttachedFile(row.text("name"), row.text("type"), row.bytes("content")),
                id, n);
    }

    private static int writeRecipients(Tx tx, long id, int first, Role role, List<Party> parties)
            throws VaultException {
        int n = first;
        for (Party party : parties) {
            tx.update("INSERT INTO message_recipient (message, n, role, name, address) VALUES (?, ?, ?, ?, ?)", id, n++,
                    role.name(), party.name(), party.address());
        }
        return n;
    }

    static void eraseAttachments(Tx tx, long id) throws VaultException {
        tx.update("DELETE FROM message_attachment WHERE message = ?", id);
    }

    /// After those that are there.
    static void writeAttachments(Tx tx, long id, List<AttachedFile> files) throws VaultException {
        long n = tx.one("SELECT coalesce(max(n), 0) + 1 AS n FROM message_attachment WHERE message = ?",
                row -> row.number("n"), id).orElse(1L);
        for (AttachedFile file : files) {
            long number = n++;
            if (file.far().isPresent()) {
                LongContent far = LongContent.in(file);
                writeAttachment(tx, id, number, file, far.size(), far.sha256(), new byte[0]);
                LongContents.own(tx, far, id, number);
            } else {
                byte[] content = file.content();
                writeAttachment(tx, id, number, file, content.length,
                        HexFormat.of().formatHex(Digests.sha256(content)), content);
            }
        }
    }

    private static void writeAttachment(Tx tx, long id, long n, AttachedFile file, long size, String sha256,
            byte[] content) throws VaultException {
        tx.insert("""
                INSERT INTO message_attachment (message, n, name, type, size, sha256, content)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", id, n, file.name(), file.type(), size, sha256, content);
    }
}
