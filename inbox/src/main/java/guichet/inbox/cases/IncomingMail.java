package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.crypto.SessionKey;
import guichet.inbox.MessageId;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.journal.Journal;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The store as intake writes it, and nobody else: mail that came in, with its verdict, filed where that is proven.
public final class IncomingMail {
    private final Keyring keyring;
    private final Clock clock;
    private final Filing filing;
    private final FilingByProof byProof;

    public IncomingMail(Journal journal, Keyring keyring, Contacts contacts, People people, Accounts accounts,
            Clock clock) {
        this.keyring = keyring;
        this.clock = clock;
        this.filing = new Filing(journal, keyring, clock);
        this.byProof = new FilingByProof(contacts, new OurAddresses(people, accounts));
    }

    /// The message that this mail is already, ours or theirs.
    public Optional<MessageId> find(Tx tx, MailIdentity identity) throws VaultException {
        return tx.one("SELECT message FROM message_identity WHERE identity = ?",
                row -> new MessageId(row.number("message")), identity.hash());
    }

    /// Stores one mail that is not there yet, in a case only where that is proven.
    public MessageId take(Tx tx, NewMessage mail, Judged judged) throws VaultException {
        if (mail.caseId().isPresent()) {
            throw new IllegalArgumentException("where mail belongs is decided here");
        }
        MessageId id = new MessageId(MessageWriter.insert(tx, mail, judged, clock.instant()));
        fileIfProven(tx, id, mail, judged);
        return id;
    }

    /// Puts another reading of a stored mail in the place of the one before. One that can be read from now on is unread.
    public void judgeAnew(Tx tx, MessageId id, NewMessage mail, Judged judged) throws VaultException {
        boolean couldNotBeRead = tx
                .one("SELECT instr(problems, 'CANNOT_DECRYPT') > 0 AS closed FROM message WHERE id = ?",
                        row -> row.flag("closed"), id.value())
                .orElse(false);
        MessageWriter.replace(tx, id.value(), mail, judged);
        if (couldNotBeRead && mail.sessionKey().isPresent()) {
            tx.update("UPDATE message SET is_read = 0 WHERE id = ?", id.value());
        }
        boolean undecided = tx.one("SELECT 1 FROM message WHERE id = ? AND case_id IS NULL AND filed_by = 'NOBODY'",
                _ -> true, id.value()).isPresent();
        if (undecided) {
            fileIfProven(tx, id, mail, judged);
        }
    }

    /// Mail of which these keys may show more than those that it was judged with.
    public List<MessageId> waitingFor(Tx tx, String keys) throws VaultException {
        return tx.list("SELECT id FROM message WHERE waits_for_key = 1 AND judged_with <> ?",
                row -> new MessageId(row.number("id")), keys);
    }

    /// Mail signed by this key, judged by another state of it than this one: its certificate, or the trust in it, has changed since.
    public List<MessageId> signedBy(Tx tx, Fingerprint signer, String state) throws VaultException {
        return tx.list("""
                SELECT id FROM message WHERE signer = ? AND judged_with <> ? AND waits_for_key = 0
                  AND direction = 'IN'""", row -> new MessageId(row.number("id")), signer.toString(), state);
    }

    /// Opens an encrypted mail again without a secret key; empty where no reading has opened it.
    public Optional<SessionKey> sessionKey(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT session_key FROM message_raw WHERE message = ?", row -> row.bytesOrNone("session_key"),
                id.value()).flatMap(key -> key).map(SessionKey::fromVault);
    }

    /// The mail as it came.
    public Optional<byte[]> raw(Tx tx, MessageId id) throws VaultException {
        return MessageParts.raw(tx, id.value());
    }

    private void fileIfProven(Tx tx, MessageId id, NewMessage mail, Judged judged) throws VaultException {
        TrustNow trust = new TrustNow(tx, keyring, clock.instant());
        Optional<FilingByProof.Filed> filed = byProof.decide(tx, trust, id.value(), mail, judged);
        if (filed.isPresent()) {
            filing.byProof(tx, id, filed.get());
        }
    }
}
