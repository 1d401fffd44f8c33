package guichet.inbox.intake;

import guichet.crypto.Digests;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.MailIdentity;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// Knows mails again that went with a case and may still lie on a server, so that no renumbering brings them back as new. Of a mail a hash is
/// kept, under a key that is nowhere but in this vault. For any thread.
public final class GoneMail {
    private static final byte[] LABEL = "guichet gone 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    private final SecureRandom random;

    public GoneMail(SecureRandom random) {
        this.random = random;
    }

    /// A mail that was fetched from a server is about to go, into the case's intermediate archive.
    public void archived(Tx tx, MessageId id, CaseId caseId) throws VaultException {
        mark(tx, id, Optional.of(caseId), Optional.empty());
    }

    /// A mail that was fetched from a server is about to go for good.
    ///
    /// @param destruction its number in the register
    public void destroyed(Tx tx, MessageId id, long destruction) throws VaultException {
        mark(tx, id, Optional.empty(), Optional.of(destruction));
    }

    /// The archive goes for good, too.
    public void archiveDestroyed(Tx tx, CaseId caseId, long destruction) throws VaultException {
        tx.update("UPDATE gone_mail SET case_id = NULL, destruction = ? WHERE case_id = ?", destruction,
                caseId.toString());
    }

    /// The case is back.
    ///
    /// @return where a server has offered its mails again meanwhile
    public List<Arrival.Server> cameBack(Tx tx, CaseId caseId) throws VaultException {
        List<Arrival.Server> found = takeFound(tx, "case_id", caseId.toString());
        tx.update("DELETE FROM gone_mail WHERE case_id = ?", caseId.toString());
        return found;
    }

    /// Mails of a destruction that a server has offered again, where they lie now; told once.
    public List<Arrival.Server> foundAgain(Tx tx, long destruction) throws VaultException {
        return takeFound(tx, "destruction", destruction);
    }

    /// @param column of this class
    private static List<Arrival.Server> takeFound(Tx tx, String column, Object value) throws VaultException {
        String which = "gone_mail_found WHERE mark IN (SELECT mark FROM gone_mail WHERE " + column + " = ?)";
        List<Arrival.Server> found = tx.list("SELECT account, folder, uid_validity, uid FROM " + which,
                row -> new Arrival.Server(new AccountId(row.number("account")), row.text("folder"),
                        row.number("uid_validity"), row.number("uid")),
                value);
        tx.update("DELETE FROM " + which, value);
        return found;
    }

    /// The destructions of which some mail was offered again.
    public List<Long> destructionsFoundAgain(Tx tx) throws VaultException {
        return tx.list("""
                SELECT DISTINCT g.destruction FROM gone_mail_found f JOIN gone_mail g ON g.mark = f.mark
                WHERE g.destruction IS NOT NULL""", row -> row.number("destruction"));
    }

    /// Whether a mail is one that went.
    static boolean has(Tx tx, MailIdentity identity) throws VaultException {
        Optional<byte[]> key = key(tx);
        return key.isPresent() && tx.one("SELECT 1 FROM gone_mail WHERE mark = ?", _ -> true,
                markOf(key.get(), identity.hash())).isPresent();
    }

    /// One that went lies there.
    static void found(Tx tx, MailIdentity identity, Arrival.Server where) throws VaultException {
        new Arrivals().mark(tx, where);
        tx.update("""
                INSERT INTO gone_mail_found (account, folder, uid_validity, uid, mark) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", where.account().value(), where.folder(), where.uidValidity(), where.uid(),
                markOf(key(tx).orElseThrow(), identity.hash()));
    }

    private void mark(Tx tx, MessageId id, Optional<CaseId> caseId, Optional<Long> destruction) throws VaultException {
        Optional<byte[]> identity = tx.list("SELECT identity FROM message_identity WHERE message = ?",
                row -> row.bytes("identity"), id.value()).stream().findFirst();
        if (identity.isPresent()) {
            tx.update("""
                    INSERT INTO gone_mail (mark, case_id, destruction) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET case_id = excluded.case_id, destruction = excluded.destruction""",
                    markOf(keyOrNew(tx), identity.get()), caseId.map(CaseId::toString).orElse(null),
                    destruction.orElse(null));
        }
    }

    private byte[] keyOrNew(Tx tx) throws VaultException {
        Optional<byte[]> there = key(tx);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        tx.update("INSERT INTO gone_mail_key (id, key) VALUES (1, ?)", key);
        return key;
    }

    private static Optional<byte[]> key(Tx tx) throws VaultException {
        return tx.one("SELECT key FROM gone_mail_key WHERE id = 1", row -> row.bytes("key"));
    }

    private static byte[] markOf(byte[] key, byte[] identity) {
        return Digests.sha256(LABEL, key, identity);
    }
}
