package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The rooms of a vault, for reading. What changes one leaves by [guichet.inbox.gate.ChatGate]. Stateless, for any thread.
public final class Rooms {
    /// The most lines of one page.
    public static final int LARGEST_PAGE = 500;

    public Rooms() {
    }

    /// The team's first, then those where something was said last.
    public List<Room> list(Tx tx) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public Optional<Room> find(Tx tx, RoomId id) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public Optional<Room> team(Tx tx) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public Optional<Room> ofCase(Tx tx, CaseId id) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// The conversation of one of our seats with one colleague.
    public Optional<Room> direct(Tx tx, ChatAccount ours, Fingerprint colleague) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Where a message was said.
    public Optional<RoomId> of(Tx tx, MessageId id) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Ours first, then by name.
    public List<Member> members(Tx tx, RoomId id) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// The last lines before that one, or the last of all: in their order, the newest at the end.
    ///
    /// @param n at most [#LARGEST_PAGE]
    public List<RoomLine> page(Tx tx, RoomId id, Optional<LineId> before, int n) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Messages that claim to be chat of a colleague's and belong to no room of ours, the newest first.
    public List<RoomLine.SetAside> setAside(Tx tx, int limit) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Whatever was said there up to now counts as read.
    public void markRead(Tx tx, RoomId id) throws VaultException {
        throw new UnsupportedOperationException();
    }

    public ChatCounts counts(Tx tx) throws VaultException {
        throw new UnsupportedOperationException();
    }
}
