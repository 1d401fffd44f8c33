package guichet.tui.command;

import guichet.inbox.AccountId;
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
        AccountId id = new Mailbox(address.orElseThrow(), name.orElse(vault.person().name()), imap, smtp, user,
                passwordFile, folders, ca).add(vault, in);
        out.answer(new JsonLine().put("id", id.toString()),
                out.sentences().tell("account.added", address.orElseThrow(), id));
        return Exit.DONE;
    }
}
