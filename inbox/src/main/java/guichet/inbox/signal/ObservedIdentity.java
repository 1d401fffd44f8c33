package guichet.inbox.signal;

import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalRecipient;
import java.util.Optional;

/// Somebody's key as signal-cli's `listIdentities` told it. Each field as it came is checked where this is made; a line that is no such thing is left out.
public record ObservedIdentity(SignalRecipient.Aci aci, Optional<SignalRecipient.PhoneNumber> number,
        SafetyNumber key) {

    /// @param uuid         as it came; empty where it is missing
    /// @param number       the same
    /// @param fingerprint  hexadecimal, with or without spaces
    /// @param safetyNumber 60 digits, with or without spaces
    public static Optional<ObservedIdentity> parse(String uuid, String number, String fingerprint,
            String safetyNumber) {
        Optional<SignalRecipient.Aci> aci = SignalRecipient.Aci.parse(uuid);
        Optional<SafetyNumber> key = SafetyNumber.parse(fingerprint, safetyNumber);
        return aci.isPresent() && key.isPresent()
                ? Optional.of(new ObservedIdentity(aci.get(), SignalRecipient.PhoneNumber.parse(number), key.get()))
                : Optional.empty();
    }
}
