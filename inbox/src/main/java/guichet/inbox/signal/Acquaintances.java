package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.signal.Conversations.Conversation;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who is who in one transaction for one account: each person and conversation is looked up once.
final class Acquaintances {
    private final Tx tx;
    private final SignalIdentities identities;
    private final SignalAccounts accounts;
    private final AccountId accountId;
    private final Instant now;
    private final Map<Named, SignalIdentityId> met = new HashMap<>();
    private final Map<SignalIdentityId, Conversation> talks = new HashMap<>();
    private final Map<Envelope.Place.InGroup, Conversation> groups = new HashMap<>();
    private final Map<SignalIdentityId, SignalIdentity> known = new HashMap<>();
    private SignalAccount account;
    private SignalIdentityId self;

    Acquaintances(Tx tx, SignalIdentities identities, SignalAccounts accounts, SignalAccount account, Instant now)
            throws VaultException {
        this.tx = tx;
        this.identities = identities;
        this.accounts = accounts;
        this.accountId = account.id();
        this.account = account;
        this.now = now;
        this.self = SignalAccounts.self(tx, account.id()).orElseThrow();
    }

    private record Named(Somebody who, String name) {
    }

    SignalAccount account() {
        return account;
    }

    SignalIdentityId self() {
        return self;
    }

    /// Whether this is the account itself. What says so and names another account or number is not ours, whatever it claims.
    boolean isUs(Somebody who) throws VaultException {
        boolean sameNumber = who.number().isEmpty() || who.number().get().equals(account.number());
        boolean sameAci = who.aci().isEmpty() || account.aci().isEmpty() || who.aci().equals(account.aci());
        boolean named = who.number().isPresent() || (who.aci().isPresent() && account.aci().isPresent());
        if (!sameNumber || !sameAci || !named) {
            return false;
        }
        if (who.aci().isPresent() && account.aci().isEmpty()) {
            accounts.isKnownAs(tx, accountId, who.aci().get());
            forget();
            account = accounts.find(tx, accountId).orElseThrow();
            self = SignalAccounts.self(tx, accountId).orElseThrow();
        }
        return true;
    }

    SignalIdentityId meet(Somebody who, String name) throws VaultException {
        Named named = new Named(who, name);
        SignalIdentityId id = met.get(named);
        if (id == null) {
            SignalIdentities.Met found = identities.met(tx, who.aci(), who.number(), name, now);
            if (found.absorbed().isPresent()) {
                Conversations.absorb(tx, found);
                forget();
                self = SignalAccounts.self(tx, accountId).orElseThrow();
            }
            id = found.id();
            met.put(named, id);
        }
        return id;
    }

    /// Somebody who is only spoken of; empty where they were never met.
    Optional<SignalIdentity> find(Somebody who) throws VaultException {
        Optional<SignalRecipient> recipient = who.aci().<SignalRecipient>map(aci -> aci).or(() -> who.number());
        return identities.find(tx, recipient.orElseThrow());
    }

    SignalIdentity known(SignalIdentityId id) throws VaultException {
        SignalIdentity identity = known.get(id);
        if (identity == null) {
            identity = identities.find(tx, id).orElseThrow();
            known.put(id, identity);
        }
        return identity;
    }

    Conversation with(SignalIdentityId other) throws VaultException {
        Conversation there = talks.get(other);
        if (there == null) {
            there = Conversations.between(tx, self, other);
            talks.put(other, there);
        }
        return there;
    }

    Conversation in(Envelope.Place.InGroup group) throws VaultException {
        Conversation there = groups.get(group);
        if (there == null) {
            there = Conversations.group(tx, group.group(), Texts.oneLine(group.name()));
            groups.put(group, there);
        }
        return there;
    }

    /// Something that is remembered of people may be another by now.
    void forget() {
        met.clear();
        talks.clear();
        known.clear();
    }
}
