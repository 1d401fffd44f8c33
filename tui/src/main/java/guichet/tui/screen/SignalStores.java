package guichet.tui.screen;

import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalDecisions;
import guichet.inbox.signal.SignalMessages;
import guichet.keystore.SignalIdentities;
import guichet.tui.workspace.SignalDesk;

/// What an open vault knows about Signal.
///
/// @param desk links accounts
public record SignalStores(SignalIdentities identities, SignalAccounts accounts, SignalMessages messages,
        SignalDecisions decisions, SignalDesk desk) {
}
