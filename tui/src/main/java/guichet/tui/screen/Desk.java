package guichet.tui.screen;

import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Outbox;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.Via;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.Settings;
import guichet.keystore.vault.Vault;
import guichet.tui.workspace.ArchiveDesk;
import guichet.tui.workspace.ChatDesk;
import guichet.tui.workspace.EndingsDesk;

/// An open vault, who opened it, and all that the text UI works with.
public record Desk(Vault vault, Person person, Cases cases, Messages messages, Gate gate, Drafts drafts, Outbox outbox,
        Journal journal, Keyring keyring, Contacts contacts, People people, Accounts accounts, Settings settings,
        SignalStores signal, ChatDesk chat, ArchiveDesk archive, EndingsDesk endings, Channels channels) {

    /// What fetches and sends in the background while the vault is open.
    public interface Channels {
        /// Something new waits in the outbox, or a person wants mail now. Returns at once.
        void hurry();

        /// A key was decided about or came in: what it may open or prove is judged anew. Returns at once.
        void keysChanged();

        /// Stops everything and then closes the vault: after this nothing of it is in memory.
        void close();
    }

    /// The person at this screen, as the journal names them.
    Actor actor() {
        return new Actor(person.name(), Via.SCREEN);
    }
}
