package guichet.tui.command;

import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a colleague another key: a decision of its own, with a reason.
@Command(name = "replace-key")
final class ChatStaffReplace implements Action.InVault {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--how", required = true, paramLabel = "vcard|qr|in-person")
    String how = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    String reason = "";

    @Option(names = "--fingerprint", paramLabel = "FPR")
    Optional<String> fingerprint = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Colleague.How known = CardFile.how(how);
        CardFile.check(known, fingerprint);
        List<StaffCard> cards = CardFile.read(file, fingerprint);
        if (cards.size() > 1) {
            throw new Failure(Exit.USAGE, "several-vcards", file);
        }
        StaffCard card = cards.getFirst();
        Exit exit = PinAnswer.tell(card, vault.vault().write(
                tx -> vault.chat().pinning().replaceKey(tx, card, known, reason, vault.actor(Via.COMMAND))), vault,
                out);
        Rejudging.run(vault, out);
        return exit;
    }
}
