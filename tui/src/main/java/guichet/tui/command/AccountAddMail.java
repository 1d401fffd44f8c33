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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Needs no server to answer; `account check` does.
@Command(name = "mail")
final class AccountAddMail implements Action.InVault {
    @Option(names = "--address", required = true, paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME")
    Optional<String> name = Optional.empty();

    @Option(names = "--imap", required = true, paramLabel = "URL")
    String imap = "";

    @Option(names = "--smtp", required = true, paramLabel = "URL")
    String smtp = "";

    @Option(names = "--user", required = true, paramLabel = "USER")
    String user = "";

    @Option(names = "--password-file", paramLabel = "FILE")
    Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--folder", arity = "1..*", paramLabel = "NAME")
    List<String> folders = new ArrayList<>();

    @Option(names = "--ca", paramLabel = "FILE")
    Optional<Path> ca = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        requireUrl(MailUrl.Protocol.IMAP, imap);
        requireUrl(MailUrl.Protocol.SMTP, smtp);
        Optional<String> pem = ca.isPresent()
                ? Optional.of(new TextInput(in.around()).read(ca.get()))
                : Optional.empty();
        NewMailAccount account = new NewMailAccount(address.orElseThrow(), name.orElse(vault.person().name()), imap,
                smtp, user, folders.isEmpty() ? List.of("INBOX") : folders, pem);
        try (Secret password = in.access().secrets().from(passwordFile, "prompt.account-password")) {
            AccountId id = vault.vault().write(tx -> {
                AccountId added = vault.accounts().addMail(tx, account, password);
                vault.journal().append(tx, JournalKind.ACCOUNT_ADDED, Payload.by(vault.actor(Via.COMMAND))
                        .over(Channel.MAIL).saying(account.address().value()));
                return added;
            });
            out.answer(new JsonLine().put("id", id.toString()),
                    out.sentences().tell("account.added", account.address(), id));
        }
        return Exit.DONE;
    }

    private static void requireUrl(MailUrl.Protocol protocol, String url) throws Failure {
        if (MailUrl.parse(protocol, url) instanceof MailUrl.Parsed.Bad bad) {
            throw new Failure(Exit.USAGE, "url-" + bad.why().name().toLowerCase(Locale.ROOT).replace('_', '-'), url);
        }
    }
}
