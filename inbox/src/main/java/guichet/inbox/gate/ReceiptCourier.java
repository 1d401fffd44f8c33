package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.signal.ReadReceipts;
import guichet.inbox.signal.ReadReceipts.Owed;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Tells people on Signal that their messages were read here, where that is turned on: everybody's at once, each message at most once, and nobody
/// whom a person of ours has not looked at. One thread, and only while this process holds the vault's courier lock.
///
/// What is owed is forgotten durably right before the first byte: who is killed then has told it or never will. What surely was not told is owed
/// again.
public final class ReceiptCourier {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    /// More than that in one receipt makes a line that no program of Signal's writes.
    private static final int AT_ONCE = 100;

    private final Vault vault;
    private final ReadReceipts receipts;
    private final SignalIdentities identities;
    private final ReceiptTransport transport;
    private final SafetyNumbers numbers;
    private final Clock clock;
    private final Map<AccountId, Instant> notBefore = new HashMap<>();

    public ReceiptCourier(Vault vault, ReadReceipts receipts, SignalIdentities identities, ReceiptTransport transport,
            SafetyNumbers numbers, Clock clock) {
        this.vault = vault;
        this.receipts = receipts;
        this.identities = identities;
        this.transport = transport;
        this.numbers = numbers;
        this.clock = clock;
    }

    /// Tells what is owed now. An account that can't be used is left alone for a while.
    ///
    /// @param enough asked before each person
    public void tell(BooleanSupplier enough) throws VaultException {
        for (AccountId account : vault.read(receipts::accounts)) {
            boolean rests = notBefore.getOrDefault(account, Instant.MIN).isAfter(clock.instant());
            if (!enough.getAsBoolean() && !rests) {
                tell(account, enough);
            }
        }
    }

    private void tell(AccountId account, BooleanSupplier enough) throws VaultException {
        if (numbers.lookAnew(account).isPresent()) {
            return;
        }
        for (ReleasedReceipt receipt : vault.write(tx -> release(tx, account))) {
            if (enough.getAsBoolean() || !tell(receipt)) {
                return;
            }
        }
    }

    /// @return whether more can be told by this account now
    private boolean tell(ReleasedReceipt receipt) throws VaultException {
        Outcome outcome = transport.tell(receipt, () -> vault.write(tx -> forget(tx, receipt)));
        return switch (outcome) {
            case Outcome.Sent _,Outcome.Unknown _,Outcome.Rejected _,Outcome.Untrusted _ -> true;
            case Outcome.Deferred deferred -> {
                vault.write(tx -> {
                    receipts.remember(tx, receipt.messages());
                    return receipt;
                });
                notBefore.put(receipt.account(), clock.instant().plus(deferred.retryAfter().orElse(PAUSE)));
                yield false;
            }
            case Outcome.Unreachable _ -> false;
        };
    }

    private ReleasedReceipt forget(Tx tx, ReleasedReceipt receipt) throws VaultException {
        receipts.forget(tx, receipt.messages());
        return receipt;
    }

    /// What was said by people whom nobody has accepted, or by another key than theirs, is forgotten.
    private List<ReleasedReceipt> release(Tx tx, AccountId account) throws VaultException {
        Map<SignalIdentityId, List<Owed>> byAuthor = new LinkedHashMap<>();
        for (Owed owed : receipts.owed(tx, account)) {
            byAuthor.computeIfAbsent(owed.author(), _ -> new ArrayList<>()).add(owed);
        }
        List<ReleasedReceipt> released = new ArrayList<>();
        for (Map.Entry<SignalIdentityId, List<Owed>> one : byAuthor.entrySet()) {
            Optional<SignalIdentity> author = identities.find(tx, one.getKey()).filter(who -> who.trust().isTrusted());
            Optional<String> key = author.flatMap(SignalIdentity::key).map(SafetyNumber::identityKey);
            Optional<SignalRecipient.Aci> aci = author.flatMap(SignalIdentity::aci);
            List<Owed> theirs = one.getValue().stream()
                    .filter(owed -> aci.isPresent() && key.isPresent() && owed.identityKey().equals(key)).toList();
            receipts.forget(tx, messages(one.getValue().stream().filter(owed -> !theirs.contains(owed)).toList()));
            for (int from = 0; from < theirs.size(); from += AT_ONCE) {
                List<Owed> some = theirs.subList(from, Math.min(theirs.size(), from + AT_ONCE));
                released.add(new ReleasedReceipt(account, aci.orElseThrow(), some.stream().map(Owed::sent).toList(),
                        messages(some)));
            }
        }
        return released;
    }

    private static List<MessageId> messages(List<Owed> owed) {
        return owed.stream().map(Owed::message).toList();
    }
}
