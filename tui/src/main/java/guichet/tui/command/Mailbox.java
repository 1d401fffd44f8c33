package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.accounts.Accounts.NewMailAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.MailUrl;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A mail account as the options of a command describe it.
///
/// @param passwordFile empty: the person is asked
/// @param folders      empty: INBOX
/// @param ca           a file, PEM
record Mailbox(Address address, String name, String imap, String smtp, String user, Optional<Path> passwordFile,
        List<String> folders, Optional<Path> ca) {
    Mailbox {
        folders = List.copyOf(folders);
    }

    /// Asks no server.
    AccountId add(Workspace vault, Invocation in) throws Failure, VaultException, IOException {
        requireUrl(MailUrl.Protocol.IMAP, imap);
        requireUrl(MailUrl.Protocol.SMTP, smtp);
        Optional<String> pem = ca.isPresent()
                ? Optional.of(new TextInput(in.around()).read(ca.get()))
                : Optional.empty();
        NewMailAccount account = new NewMailAccount(address, name, imap, smtp, user,
                folders.isEmpty() ? List.of("INBOX") : folders, pem);
        try (Secret password = in.access().secrets().from(passwordFile, "prompt.account-password")) {
            return vault.vault().write(tx -> {
                AccountId added = vault.accounts().addMail(tx, account, password);
                vault.journal().append(tx, JournalKind.ACCOUNT_ADDED, Payload.by(vault.actor(Via.COMMAND))
                        .over(Channel.MAIL).saying(account.address().value()));
                return added;
            });
        }
    }

    private static void requireUrl(MailUrl.Protocol protocol, String url) throws Failure {
        if (MailUrl.parse(protocol, url) instanceof MailUrl.Parsed.Bad bad) {
            throw new Failure(Exit.USAGE, "url-" + bad.why().name().toLowerCase(Locale.ROOT).replace('_', '-'), url);
        }
    }
}
