package guichet.inbox.signal;

import guichet.keystore.SignalRecipient;
import java.util.Optional;

/// A person as an envelope names them: at least one of both is there.
record Somebody(Optional<SignalRecipient.Aci> aci, Optional<SignalRecipient.PhoneNumber> number) {
}
