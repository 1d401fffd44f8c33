package guichet.transports.signal;

import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Has signal-cli follow what people decide here: where it refuses the very key that somebody has looked at and accepted, it is told so, and takes
/// messages by that key again. It is told of no other key, and asked only where somebody has decided since. One thread.
final class TrustTeller {
    private final Vault vault;
    private final SignalIdentities identities;
    private final SignalCalls calls;
    /// By their identity keys: those that signal-cli is known to follow.
    private final Set<String> followed = new HashSet<>();

    TrustTeller(Vault vault, SignalIdentities identities, SignalCalls calls) {
        this.vault = vault;
        this.identities = identities;
        this.calls = calls;
    }

    void tell() throws VaultException {
        List<SignalIdentity> decided = vault.read(identities::list).stream()
                .filter(who -> who.trust().isTrusted() && who.key().isPresent()).toList();
        followed.retainAll(decided.stream().map(TrustTeller::key).collect(Collectors.toSet()));
        List<SignalIdentity> news = decided.stream().filter(Predicate.not(who -> followed.contains(key(who))))
                .toList();
        Optional<List<ObservedIdentity>> refused = news.isEmpty() ? Optional.empty() : calls.untrusted();
        if (refused.isPresent()) {
            for (SignalIdentity who : news) {
                if (isFollowed(who, refused.get())) {
                    followed.add(key(who));
                }
            }
        }
    }

    private boolean isFollowed(SignalIdentity who, List<ObservedIdentity> refused) throws VaultException {
        Optional<ObservedIdentity> theirs = refused.stream()
                .filter(one -> one.key().identityKey().equals(key(who))
                        && who.aci().equals(Optional.<SignalRecipient.Aci>of(one.aci()))
                        && !one.key().digits().isEmpty())
                .findAny();
        return theirs.isEmpty() || calls.trust(theirs.get().aci(),
                theirs.get().key().digits().replace(" ", "")) instanceof Answer.Done;
    }

    private static String key(SignalIdentity who) {
        return who.key().map(SafetyNumber::identityKey).orElse("");
    }
}
