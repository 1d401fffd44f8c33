package guichet.inbox.signal;

import guichet.keystore.SignalRecipient;
import java.util.List;
import java.util.Optional;

/// A group as signal-cli's `listGroups` told it: everybody who reads it, ourselves among them.
public record ObservedGroup(SignalRecipient.Group group, List<Member> members) {
    public ObservedGroup {
        members = List.copyOf(members);
    }

    /// One of the two is there.
    public record Member(Optional<SignalRecipient.Aci> aci, Optional<SignalRecipient.PhoneNumber> number) {
        public Member {
            if (aci.isEmpty() && number.isEmpty()) {
                throw new IllegalArgumentException("nobody");
            }
        }
    }
}
