package guichet.tui.command;

import guichet.inbox.archive.ArchiveKeys;
import guichet.inbox.archive.ArchiveKeys.ArchiveKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// The archive keys with their certificates, the one in use first. No secret.
@Command(name = "show")
final class ArchiveKeyShow implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        List<ArchiveKey> keys = Steps.read(vault, tx -> ArchiveKeys.list(tx));
        if (keys.isEmpty()) {
            throw new Failure(Exit.NOT_FOUND, "no-archive-key");
        }
        boolean first = true;
        for (ArchiveKey key : keys) {
            String word = key.keeping().name().toLowerCase(Locale.ROOT).replace('_', '-');
            out.answer(
                    new JsonLine().put("fingerprint", key.certificate().fingerprint().hex())
                            .strings("userIds", key.certificate().userIds()).put("made", key.made())
                            .put("secret", word).flag("inUse", first)
                            .put("armored", key.certificate().armored()),
                    key.certificate().fingerprint().spaced() + "  "
                            + Sentences.safe(String.join(", ", key.certificate().userIds())) + "  "
                            + out.sentences().word("archive-" + word)
                            + (first ? "  " + out.sentences().word("archive-in-use") : ""));
            first = false;
        }
        return Exit.DONE;
    }
}
