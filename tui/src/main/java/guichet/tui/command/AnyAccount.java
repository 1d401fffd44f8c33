package guichet.tui.command;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An account of whatever channel: their ids are of one sequence.
sealed interface AnyAccount {
    record Mail(MailAccount account) implements AnyAccount {
        @Override
        public AccountId id() {
            return account.id();
        }

        @Override
        public Channel channel() {
            return Channel.MAIL;
        }

        @Override
        public String address() {
            return account.address().value();
        }

        @Override
        public AccountState state(Workspace vault, Tx tx) throws VaultException {
            return vault.accounts().state(tx, id());
        }
    }

    record Signal(SignalAccount account) implements AnyAccount {
        @Override
        public AccountId id() {
            return account.id();
        }

        @Override
        public Channel channel() {
            return Channel.SIGNAL;
        }

        @Override
        public String address() {
            return account.number().e164();
        }

        @Override
        public AccountState state(Workspace vault, Tx tx) throws VaultException {
            return vault.signal().accounts().state(tx, id());
        }
    }

    /// A seat of the internal chat. How it fares is how its mail account does.
    record Chat(ChatAccount account) implements AnyAccount {
        @Override
        public AccountId id() {
            return new AccountId(account.id());
        }

        @Override
        public Channel channel() {
            return Channel.CHAT;
        }

        @Override
        public String address() {
            return account.address().value();
        }

        @Override
        public AccountState state(Workspace vault, Tx tx) throws VaultException {
            return vault.accounts().state(tx, account.account());
        }
    }

    AccountId id();

    Channel channel();

    /// By which others reach it.
    String address();

    AccountState state(Workspace vault, Tx tx) throws VaultException;

    /// All of them, by id.
    static List<AnyAccount> all(Workspace vault, Tx tx) throws VaultException {
        List<AnyAccount> all = new ArrayList<>();
        vault.accounts().mail(tx).forEach(account -> all.add(new Mail(account)));
        vault.signal().accounts().list(tx).forEach(account -> all.add(new Signal(account)));
        vault.chat().accounts().list(tx).forEach(account -> all.add(new Chat(account)));
        all.sort(Comparator.comparingLong(account -> account.id().value()));
        return all;
    }
}
