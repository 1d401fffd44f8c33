package guichet.tui.command;

import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Pinned;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts colleagues on the staff list, each with the key of their vCard. A case's contact is never one: exit 3.
@Command(name = "join")
final class ChatJoin implements Action.InVault {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--how", required = true, paramLabel = "vcard|qr|in-person")
    String how = "";

    @Option(names = "--fingerprint", paramLabel = "FPR")
    Optional<String> fingerprint = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Colleague.How known = CardFile.how(how);
        CardFile.check(known, fingerprint);
        Exit worst = Exit.DONE;
        for (StaffCard card : CardFile.read(file, fingerprint)) {
            Pinned pinned = vault.vault()
                    .write(tx -> vault.chat().pinning().pin(tx, card, known, vault.actor(Via.COMMAND)));
            Exit exit = PinAnswer.tell(card, pinned, vault, out);
            worst = exit == Exit.DONE || pinned instanceof Pinned.Ours ? worst : exit;
        }
        Rejudging.run(vault, out);
        return worst;
    }
}
