package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.endings.Destruction;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The certificate of a destruction, as things stand now.
@Command(name = "certificate")
final class CaseCertificate implements Action.InVault {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--to", paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Optional<CaseId> asked = CaseId.parse(id);
        Optional<Destruction> found = asked.isPresent()
                ? vault.vault().read(tx -> vault.endings().destruction().find(tx, asked.get()))
                : Optional.empty();
        Destruction one = found.orElseThrow(() -> new Failure(Exit.NOT_FOUND, "not-destroyed", id));
        String certificate = vault.endings().certificate(one);
        if (to.isPresent()) {
            DestructionLine.write(certificate, to.get());
        }
        out.answer(DestructionLine.json(one).put("certificate", certificate), certificate);
        return Exit.DONE;
    }
}
