package guichet.keystore;

import guichet.keystore.SignalDecision.Verdict;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The people on Signal: who they are, by which number and name, by which key, and what people here decided about that. Stateless, for any
/// thread; docs/keys.md says what has to hold.
///
/// An account's identifier (ACI) is who somebody is. A number or a user name is whoever's it is now: when another account turns up with it,
/// nothing that was decided about the one before goes with it.
public final class SignalIdentities {
    private final SignalTable table = new SignalTable();
    private final Settings settings;

    public SignalIdentities(Settings settings) {
        this.settings = settings;
    }

    /// Who it was that was met.
    ///
    /// @param absorbed another row, known by its number alone until now, that turned out to be the same person and is no more: what points to
    ///                 it has to be moved in the same transaction
    public record Met(SignalIdentityId id, Optional<SignalIdentityId> absorbed) {
    }

    /// Somebody wrote, or was written to. Believed is what Signal's service says (which number is which account's), never more.
    ///
    /// @param profileName a claim; blank: none
    /// @throws IllegalArgumentException where neither is given
    public Met met(Tx tx, Optional<SignalRecipient.Aci> aci, Optional<SignalRecipient.PhoneNumber> number,
            String profileName, Instant now) throws VaultException {
        Met met = aci.isPresent() ? met(tx, aci.get(), number, now) : met(tx, number, now);
        table.name(tx, met.id(), profileName);
        return met;
    }

    private Met met(Tx tx, Optional<SignalRecipient.PhoneNumber> number, Instant now) throws VaultException {
        SignalRecipient.PhoneNumber known = number.orElseThrow(() -> new IllegalArgumentException("nobody"));
        Optional<SignalIdentityId> there = table.find(tx, known);
        return new Met(there.isPresent() ? there.get() : table.add(tx, known, now), Optional.empty());
    }

    private Met met(Tx tx, SignalRecipient.Aci aci, Optional<SignalRecipient.PhoneNumber> number, Instant now)
            throws VaultException {
        Optional<SignalIdentityId> account = table.find(tx, aci);
        Optional<SignalIdentityId> holder = number.isPresent() ? table.find(tx, number.get()) : Optional.empty();
        boolean nameless = holder.isPresent() && !table.hasAci(tx, holder.get());
        if (account.isEmpty() && nameless) {
            table.give(tx, holder.get(), aci);
            return new Met(holder.get(), Optional.empty());
        }
        SignalIdentityId id = account.isPresent() ? account.get() : table.add(tx, aci, now);
        if (nameless) {
            table.absorb(tx, id, holder.get());
        }
        if (number.isPresent() && !holder.equals(Optional.of(id))) {
            table.give(tx, id, number.get());
        }
        return new Met(id, nameless ? holder : Optional.empty());
    }

    /// Somebody is reached by this user name.
    public void goesBy(Tx tx, SignalIdentityId id, SignalRecipient.Username username) throws VaultException {
        table.give(tx, id, username);
    }

    /// Their safety number, as signal-cli's `listIdentities` tells it now. Whoever acts on a trust calls this first: signal-cli takes over
    /// what the person's telephone says, so that the key may have changed without a word.
    public SignalSeen saw(Tx tx, SignalIdentityId id, SafetyNumber number, Instant now) throws VaultException {
        SignalIdentity before = table.find(tx, id)
                .orElseThrow(() -> new IllegalArgumentException("no such identity"));
        tx.update("""
                UPDATE signal_identity SET identity_key = ?1, safety_number = ?2, key_seen = ?3 WHERE id = ?4""",
                number.identityKey(), number.digits(), now,
                id.value());
        table.keep(tx, id, number);
        if (before.key().isPresent()) {
            if (before.key().get().isSameKey(number)) {
                return SignalSeen.SAME;
            }
            return before.trust() == SignalTrust.UNKNOWN ? SignalSeen.OTHER : SignalSeen.CHANGED;
        }
        int expected = tx.update("""
                UPDATE signal_decision SET identity_key = ?
                WHERE identity = ? AND identity_key = '' AND verdict <> 'DISTRUSTED'""", number.identityKey(),
                id.value());
        if (expected > 0) {
            return SignalSeen.FIRST_TAKEN;
        }
        if (before.trust() == SignalTrust.UNKNOWN && settings.yes(tx, Setting.ACCEPT_FIRST_KEY)
                && !isReportedChanged(tx, id)) {
            decide(tx, id, number.identityKey(), Verdict.ACCEPTED, null, now, null);
            return SignalSeen.FIRST_TAKEN;
        }
        return SignalSeen.FIRST;
    }

    /// signal-cli has met another key of theirs than the one that it knew. Until a person decides, nothing is sent to them.
    ///
    /// @return whether that is news: since the last decision it had not been reported
    public boolean reportChanged(Tx tx, SignalIdentityId id, Instant now) throws VaultException {
        return tx.update("UPDATE signal_identity SET changed = ? WHERE id = ? AND changed IS NULL", now,
                id.value()) > 0;
    }

    /// A person takes this safety number for theirs, without comparing it with them.
    ///
    /// @param lookedAt the one that stood on the person's screen
    public SignalDecided accept(Tx tx, SignalIdentityId id, SafetyNumber lookedAt, PersonId by, Instant now)
            throws VaultException {
        return take(tx, id, lookedAt, Verdict.ACCEPTED, by, now, null);
    }

    /// A person has compared it with them.
    ///
    /// @param how in the person's words
    public SignalDecided verify(Tx tx, SignalIdentityId id, SafetyNumber lookedAt, String how, PersonId by, Instant now)
            throws VaultException {
        return take(tx, id, lookedAt, Verdict.VERIFIED, by, now, how);
    }

    /// A person says that the first safety number that turns up is to be taken for theirs: how somebody is written to for the first time,
    /// before anything of theirs was seen.
    public SignalDecided acceptFirst(Tx tx, SignalIdentityId id, PersonId by, Instant now) throws VaultException {
        Optional<SignalIdentity> found = table.find(tx, id);
        if (found.isEmpty()) {
            return new SignalDecided.Unknown();
        }
        if (found.get().trust() == SignalTrust.DISTRUSTED) {
            return new SignalDecided.Distrusted(found.get());
        }
        if (found.get().key().isPresent() || isReportedChanged(tx, id)) {
            return new SignalDecided.OtherNumberNow(found.get());
        }
        decide(tx, id, SignalDecision.FIRST, Verdict.ACCEPTED, by, now, null);
        return done(tx, id);
    }

    /// A person says that nothing is to be sent to them. What was decided before is gone.
    public SignalDecided distrust(Tx tx, SignalIdentityId id, String reason, PersonId by, Instant now)
            throws VaultException {
        Optional<SignalIdentity> found = table.find(tx, id);
        if (found.isEmpty()) {
            return new SignalDecided.Unknown();
        }
        tx.update("DELETE FROM signal_decision WHERE identity = ?", id.value());
        decide(tx, id, found.get().key().map(SafetyNumber::identityKey).orElse(SignalDecision.FIRST),
                Verdict.DISTRUSTED, by, now, reason);
        return done(tx, id);
    }

    private SignalDecided take(Tx tx, SignalIdentityId id, SafetyNumber lookedAt, Verdict verdict, PersonId by,
            Instant now, @Nullable String how) throws VaultException {
        Optional<SignalIdentity> found = table.find(tx, id);
        if (found.isEmpty()) {
            return new SignalDecided.Unknown();
        }
        SignalIdentity before = found.get();
        if (before.trust() == SignalTrust.DISTRUSTED && verdict != Verdict.VERIFIED) {
            return new SignalDecided.Distrusted(before);
        }
        if (before.key().isEmpty() || !isSeenSinceChange(tx, id)) {
            return new SignalDecided.NoNumberYet(before);
        }
        if (!before.key().get().isSameKey(lookedAt)) {
            return new SignalDecided.OtherNumberNow(before);
        }
        if (verdict == Verdict.ACCEPTED && before.trust() == SignalTrust.VERIFIED) {
            return new SignalDecided.Done(before);
        }
        tx.update("DELETE FROM signal_decision WHERE identity = ? AND verdict = 'DISTRUSTED'", id.value());
        decide(tx, id, lookedAt.identityKey(), verdict, by, now, how);
        tx.update("UPDATE signal_identity SET changed = NULL WHERE id = ?", id.value());
        return done(tx, id);
    }

    public Optional<SignalIdentity> find(Tx tx, SignalIdentityId id) throws VaultException {
        return table.find(tx, id);
    }

    /// The safety number that was decided about last, to be shown beside the present one; empty where nobody has decided, or beforehand.
    public Optional<SafetyNumber> lookedAt(Tx tx, SignalIdentityId id) throws VaultException {
        return table.lookedAt(tx, id);
    }

    /// Whoever has this identifier now; a group is nobody.
    public Optional<SignalIdentity> find(Tx tx, SignalRecipient who) throws VaultException {
        Optional<SignalIdentityId> id = table.find(tx, who);
        return id.isEmpty() ? Optional.empty() : table.find(tx, id.get());
    }

    /// All of them, the one met first first.
    public List<SignalIdentity> list(Tx tx) throws VaultException {
        return table.list(tx);
    }

    /// Theirs; a person may have several.
    public List<SignalIdentity> ofContact(Tx tx, ContactId contact) throws VaultException {
        return table.ofContact(tx, contact);
    }

    /// A person says that this is that contact, who may have mail addresses too. No trust comes by it.
    public void link(Tx tx, SignalIdentityId id, ContactId contact) throws VaultException {
        tx.update("UPDATE signal_identity SET contact = ? WHERE id = ?", contact.value(), id.value());
    }

    public void unlink(Tx tx, SignalIdentityId id) throws VaultException {
        tx.update("UPDATE signal_identity SET contact = NULL WHERE id = ?", id.value());
    }

    /// After which messages between them and us vanish on telephones, as either side last set it.
    public void setTimer(Tx tx, SignalIdentityId id, Duration timer) throws VaultException {
        tx.update("UPDATE signal_identity SET timer = ?1 WHERE id = ?2 AND timer <> ?1", timer.toSeconds(), id.value());
    }

    /// Whoever is named so, written down where nobody has met them: a person wants to write to them. Empty for a user name that nobody has
    /// met, which says nothing about who has it, and for a group.
    public Optional<SignalIdentityId> named(Tx tx, SignalRecipient who, Instant now) throws VaultException {
        Optional<SignalIdentity> known = who instanceof SignalRecipient.Group ? Optional.empty() : find(tx, who);
        if (known.isPresent()) {
            return known.map(SignalIdentity::id);
        }
        return switch (who) {
            case SignalRecipient.PhoneNumber number ->
                Optional.of(met(tx, Optional.empty(), Optional.of(number), "", now).id());
            case SignalRecipient.Aci aci -> Optional.of(met(tx, Optional.of(aci), Optional.empty(), "", now).id());
            case SignalRecipient.Username _,SignalRecipient.Group _ -> Optional.empty();
        };
    }

    /// Whether something may be sent to them now.
    public SignalChoice choose(Tx tx, SignalRecipient who) throws VaultException {
        if (who instanceof SignalRecipient.Group) {
            return new SignalChoice.Unusable(SignalChoice.Why.GROUP, Optional.empty());
        }
        Optional<SignalIdentity> found = find(tx, who);
        if (found.isEmpty()) {
            return new SignalChoice.Unusable(SignalChoice.Why.NOT_MET, found);
        }
        return switch (found.get().trust()) {
            case ACCEPTED, VERIFIED -> new SignalChoice.Usable(found.get());
            case UNKNOWN -> new SignalChoice.Unusable(found.get().key().isEmpty()
                    ? SignalChoice.Why.NOT_MET
                    : SignalChoice.Why.NOT_ACCEPTED, found);
            case CHANGED -> new SignalChoice.Unusable(SignalChoice.Why.CHANGED, found);
            case DISTRUSTED -> new SignalChoice.Unusable(SignalChoice.Why.DISTRUSTED, found);
        };
    }

    /// The same for what waited in the outbox: `CHANGED` where the key, or who it is, is another by now than when it was released.
    ///
    /// @param then who it was released to; its key is empty where none had been seen
    public SignalChoice recheck(Tx tx, SignalRecipient who, SignalIdentityId then, Optional<String> identityKey)
            throws VaultException {
        SignalChoice now = choose(tx, who);
        if (!(now instanceof SignalChoice.Usable usable)) {
            return now;
        }
        Optional<String> key = usable.identity().key().map(SafetyNumber::identityKey);
        boolean same = usable.identity().id().equals(then) && (identityKey.isEmpty() || identityKey.equals(key));
        return same ? now : new SignalChoice.Unusable(SignalChoice.Why.CHANGED, Optional.of(usable.identity()));
    }

    /// The trust in the words of one message: in the key by which it came, not in the one that they use now.
    ///
    /// @param identityKey as it was seen once the message had come; empty: it has not been, so nothing is known
    public SignalTrust trustIn(Tx tx, SignalIdentityId id, Optional<String> identityKey) throws VaultException {
        Optional<SignalIdentity> found = table.find(tx, id);
        if (found.isEmpty() || found.get().trust() == SignalTrust.DISTRUSTED) {
            return found.map(SignalIdentity::trust).orElse(SignalTrust.UNKNOWN);
        }
        if (identityKey.isEmpty() || found.get().trust() == SignalTrust.UNKNOWN) {
            return SignalTrust.UNKNOWN;
        }
        return tx.one("SELECT verdict FROM signal_decision WHERE identity = ? AND identity_key = ?",
                row -> Verdict.valueOf(row.text("verdict")).trust(), id.value(), identityKey.get())
                .orElse(SignalTrust.CHANGED);
    }

    private static boolean isReportedChanged(Tx tx, SignalIdentityId id) throws VaultException {
        return tx.one("SELECT changed IS NOT NULL AS changed FROM signal_identity WHERE id = ?",
                row -> row.flag("changed"), id.value()).orElse(false);
    }

    private static boolean isSeenSinceChange(Tx tx, SignalIdentityId id) throws VaultException {
        return tx.one("SELECT changed IS NULL OR key_seen >= changed AS seen FROM signal_identity WHERE id = ?",
                row -> row.flag("seen"), id.value()).orElse(false);
    }

    /// It becomes the last: an earlier one about the same key goes.
    private static void decide(Tx tx, SignalIdentityId id, String identityKey, Verdict verdict,
            @Nullable PersonId by, Instant when, @Nullable String how) throws VaultException {
        tx.update("DELETE FROM signal_decision WHERE identity = ? AND identity_key = ?", id.value(), identityKey);
        tx.update("""
                INSERT INTO signal_decision (identity, identity_key, verdict, person, decided, how)
                VALUES (?, ?, ?, ?, ?, ?)""", id.value(), identityKey, verdict.name(),
                by == null ? null : by.number(), when, how);
    }

    private SignalDecided done(Tx tx, SignalIdentityId id) throws VaultException {
        return new SignalDecided.Done(table.find(tx, id).orElseThrow());
    }
}
