package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.crypto.SessionKey;
import guichet.inbox.MessageId;
import guichet.inbox.Protection;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.journal.Journal;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
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

    /// Stores one mail that is not there yet, in a case only where that is proven. The search sees it once [#index] has been called in the same
    /// transaction: after all of a batch, which is several times faster than after each.
    ///
    /// @param identity of this very mail
    public MessageId take(Tx tx, MailIdentity identity, NewMessage mail, Judged judged) throws VaultException {
        if (mail.caseId().isPresent()) {
            throw new IllegalArgumentException("where mail belongs is decided here");
        }
        MessageId id = new MessageId(
                MessageWriter.insertUnindexed(tx, mail, Optional.of(identity), judged, clock.instant()));
        fileIfProven(tx, id, mail, judged);
        return id;
    }

    /// Stores one that is not held in memory: the mail as it came becomes the message's, and so do its long attachments.
    ///
    /// @param mail with an empty raw form
    public MessageId takeLong(Tx tx, MailIdentity identity, NewMessage mail, LongContent raw, Judged judged)
            throws VaultException {
        MessageId id = take(tx, identity, mail, judged);
        LongContents.own(tx, raw, id.value(), LongContents.RAW);
        return id;
    }

    public void index(Tx tx, List<MessageId> taken) throws VaultException {
        for (MessageId id : taken) {
            MessageWriter.index(tx, id.value());
        }
    }

    /// Puts another reading of a stored mail in the place of the one before. One that can be read from now on is unread. One that is in no
    /// case, and that nobody has put there, is filed where that is proven by now.
    public void judgeAnew(Tx tx, MessageId id, NewMessage mail, Judged judged) throws VaultException {
        Optional<Before> before = tx.one("SELECT case_id, filed_by, " + StoredProtection.COLUMNS
                + " FROM message WHERE id = ?",
                row -> new Before(row.textOrNone("case_id").isEmpty() && row.text("filed_by").equals("NOBODY"),
                        StoredProtection.of(row)),
                id.value());
        if (before.isEmpty()) {
            return;
        }
        Optional<StoredProtection> now = mail.protection().map(StoredProtection::of);
        if (before.get().verdict().equals(now)) {
            MessageWriter.stillJudged(tx, id.value(), judged);
        } else {
            MessageWriter.replace(tx, id.value(), mail, judged);
        }
        if (!readable(before.get().verdict()) && readable(now)) {
            tx.update("UPDATE message SET is_read = 0 WHERE id = ?", id.value());
        }
        if (before.get().undecided()) {
            fileIfProven(tx, id, mail, judged);
        } else {
            MachineMail.settle(tx, new TrustNow(tx, keyring, clock.instant()), id.value());
        }
    }

    private record Before(boolean undecided, Optional<StoredProtection> verdict) {
    }

    private static boolean readable(Optional<StoredProtection> verdict) {
        return verdict.filter(one -> one.problems().contains(Protection.Problem.CANNOT_DECRYPT)).isEmpty();
    }

    /// When this vault took it.
    public Instant received(Tx tx, MessageId id) throws VaultException {
        return tx.one("SELECT received FROM message WHERE id = ?", row -> row.time("received"), id.value())
                .orElseThrow();
    }

    /// Mail of which another key may show more, judged with neither of these sets of keys.
    ///
    /// @param openers names all keys that open mail now
    /// @param signers names all keys that signatures are checked with now
    public List<MessageId> waitingFor(Tx tx, String openers, String signers) throws VaultException {
        return tx.list(
                "SELECT id FROM message WHERE waits_for_key = 1 AND judged_with NOT IN (?, ?) AND channel = 'MAIL'",
                row -> new MessageId(row.number("id")), openers, signers);
    }

    /// Mail signed by this key, judged by another state of it than this one: its certificate, or the trust in it, has changed since.
    public List<MessageId> signedBy(Tx tx, Fingerprint signer, String state) throws VaultException {
        return tx.list("""
                SELECT id FROM message WHERE signer = ? AND judged_with <> ? AND waits_for_key = 0
                  AND direction = 'IN' AND channel = 'MAIL'""", row -> new MessageId(row.number("id")),
                signer.toString(), state);
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
        Optional<FilingByProof.Filed> filed = MachineMail.settle(tx, trust, id.value())
                ? MachineMail.named(tx, id.value(), mail, judged)
                : byProof.decide(tx, trust, id.value(), mail, judged);
        if (filed.isPresent()) {
            filing.byProof(tx, id, filed.get());
        }
    }
}
