package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import java.util.List;

/// A room about to be made. Who makes it is in it.
public sealed interface NewRoom {
    record Team(String name, List<Fingerprint> members) implements NewRoom {
        public Team {
            members = List.copyOf(members);
        }
    }

    record OfCase(CaseId id, String name, List<Fingerprint> members) implements NewRoom {
        public OfCase {
            members = List.copyOf(members);
        }
    }

    record Group(String name, List<Fingerprint> members) implements NewRoom {
        public Group {
            members = List.copyOf(members);
        }
    }

    record Direct(Fingerprint colleague) implements NewRoom {
    }
}
