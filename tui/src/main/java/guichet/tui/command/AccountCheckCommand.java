package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.inbox.MailAccount;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.AccountCheck;
import guichet.transports.mail.Fault;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Asks both servers of a mail account, or signal-cli and Signal's service, over the network.
@Command(name = "check")
final class AccountCheckCommand implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        return switch (Steps.read(vault, tx -> Find.account(vault, tx, id))) {
            case AnyAccount.Mail mail -> check(mail.account(), vault, out);
            case AnyAccount.Chat chat ->
                check(Steps.read(vault, tx -> vault.accounts().find(tx, chat.account().account())
                        .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-account", id))), vault, out);
            case AnyAccount.Signal signal -> new SignalCheck(vault, signal.account()).run(out);
        };
    }

    private Exit check(MailAccount account, Workspace vault, Output out) throws Failure, VaultException {
        Optional<Secret> stored = vault.vault().read(tx -> vault.accounts().password(tx, account.id()));
        try (Secret password = stored.orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-account", id));
                AccountCheck check = vault.accountCheck()) {
            AccountCheck.Checked checked = check.check(account, password);
            out.answer(
                    new JsonLine().put("id", account.id().toString()).put("imap", word(checked.imap()))
                            .put("smtp", word(checked.smtp())).put("error", words(checked)),
                    "IMAP: " + sentence(checked.imap(), out.sentences()) + "\nSMTP: "
                            + sentence(checked.smtp(), out.sentences()));
            return checked.isFine() ? Exit.DONE : Exit.FAILED;
        }
    }

    private static String word(Optional<Fault> fault) {
        return fault.map(found -> found.trouble().word()).orElse("ok");
    }

    private static Optional<String> words(AccountCheck.Checked checked) {
        return checked.imap().or(checked::smtp).map(Fault::stored);
    }

    static String sentence(Optional<Fault> fault, Sentences sentences) {
        return fault.map(found -> Troubles.sentence(found.stored(), sentences))
                .orElseGet(() -> sentences.tell("account.well"));
    }
}
