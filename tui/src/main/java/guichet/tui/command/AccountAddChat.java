package guichet.tui.command;

import guichet.inbox.AccountId;
import guichet.inbox.MailAccount;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Gives the person who works here a seat in the internal chat: on a mail account that is there, or on one that is added for it.
@Command(name = "chat")
final class AccountAddChat implements Action.InVault {
    @Option(names = "--address", required = true, paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME")
    Optional<String> name = Optional.empty();

    @Option(names = "--imap", paramLabel = "URL")
    Optional<String> imap = Optional.empty();

    @Option(names = "--smtp", paramLabel = "URL")
    Optional<String> smtp = Optional.empty();

    @Option(names = "--user", paramLabel = "USER")
    Optional<String> user = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE")
    Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--folder", arity = "1..*", paramLabel = "NAME")
    List<String> folders = new ArrayList<>();

    @Option(names = "--ca", paramLabel = "FILE")
    Optional<Path> ca = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Address at = address.orElseThrow();
        Optional<MailAccount> there = vault.vault().read(vault.accounts()::mail).stream()
                .filter(account -> account.address().equals(at)).findFirst();
        check(vault, at, there);
        String called = name.orElse(vault.person().name());
        AccountId mail = there.isPresent()
                ? there.get().id()
                : new Mailbox(at, called, imap.orElseThrow(), smtp.orElseThrow(), user.orElseThrow(), passwordFile,
                        folders, ca).add(vault, in);
        ChatAccount seat = vault.vault()
                .write(tx -> vault.chat().takeSeat(tx, vault.person(), mail, at, called, vault.actor(Via.COMMAND)));
        out.answer(
                new JsonLine().put("id", Long.toString(seat.id())).put("mail", mail.toString())
                        .put("address", at.value()).put("fingerprint", seat.key().hex()),
                out.sentences().tell("account.added-chat", seat.id(), at, seat.key().spaced()));
        return Exit.DONE;
    }

    private void check(Workspace vault, Address at, Optional<MailAccount> there) throws Failure, VaultException {
        if (there.isEmpty() && (imap.isEmpty() || smtp.isEmpty() || user.isEmpty())) {
            throw new Failure(Exit.USAGE, "chat-needs-servers", at);
        }
        boolean taken = vault.vault().read(vault.chat().accounts()::list).stream()
                .anyMatch(seat -> seat.address().equals(at) || seat.person().equals(vault.person().id()));
        if (taken) {
            throw new Failure(Exit.FAILED, "seat-taken", vault.person().name(), at);
        }
    }
}
