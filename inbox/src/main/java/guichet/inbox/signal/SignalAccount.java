package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.keystore.SignalRecipient;
import java.time.Instant;
import java.util.Optional;

/// An account on Signal that this vault's people read and write by, as a device linked to their telephone.
///
/// @param aci        who it is for Signal's service; empty until that is known
/// @param program    what starts signal-cli: a name on the PATH, or a file
/// @param dataFolder where signal-cli keeps its own state; empty: inside the vault's folder
/// @param since      when it was added: what was said before then never came here
public record SignalAccount(AccountId id, SignalRecipient.PhoneNumber number, Optional<SignalRecipient.Aci> aci,
        String program, Optional<String> dataFolder, Instant since) {
}
