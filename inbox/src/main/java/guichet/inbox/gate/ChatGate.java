package guichet.inbox.gate;

import guichet.inbox.MessageId;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.Messages;
import guichet.inbox.chat.RoomId;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailBuilder;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Settings;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;

/// The one way out, for the internal chat. There is no override: nothing of it leaves unencrypted, or to anybody but the members of its room, each by the key that a
/// person has pinned.
///
/// Any thread; every public method runs in transactions of its own.
public final class ChatGate {
    public ChatGate(Vault vault, People people, Keyring keyring, Cases cases, Messages messages, Journal journal,
            Settings settings, MailBuilder builder, Clock clock, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    /// Says whether this draft may leave as it stands. Stores nothing.
    ///
    /// @throws IllegalArgumentException for a draft with neither words nor files
    public ChatVerdict examine(ChatDraft draft) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Puts what passed into the outbox and into the room, in one durable transaction, after looking at everyone anew. It can be
    /// taken back ([Outbox#takeBack]) until it begins to leave. It is encrypted as it leaves, to those who are in the room then.
    public ChatRelease release(ChatVerdict.Passed passed, Grace grace) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Makes a room, and queues the message that tells its members; journalled.
    public ChatChanged create(NewRoom room, Actor by) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Changes a room, and queues the message that tells its members; journalled. Who is removed gets a mail of their own that says so, and nothing else ever.
    /// Somebody in the way of sending can be removed from a room that stands still.
    public ChatChanged change(RoomId room, ChatChange change, Actor by) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Puts an emoji to a message of a room, or takes it back.
    ///
    /// @param emoji empty: what was put there is taken back
    public ChatChanged react(MessageId target, String emoji, Actor by) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Replaces the words of a message of one's own.
    public ChatChanged edit(MessageId target, String body, Actor by) throws VaultException {
        throw new UnsupportedOperationException();
    }

    /// Takes a message of one's own back from everyone. The room shows that it was there.
    public ChatChanged delete(MessageId target, Actor by) throws VaultException {
        throw new UnsupportedOperationException();
    }
}
