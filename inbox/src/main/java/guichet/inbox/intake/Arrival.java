package guichet.inbox.intake;

import guichet.inbox.AccountId;

/// Where a message's bytes were found. With the bytes' own identity it makes intake happen exactly once.
public sealed interface Arrival {
    /// On a server. UIDs count within one UIDVALIDITY (RFC 9051, section 2.3.1.1).
    record Server(AccountId account, String folder, long uidValidity, long uid) implements Arrival {
    }

    /// In a file that a person imported.
    record Imported() implements Arrival {
    }
}
