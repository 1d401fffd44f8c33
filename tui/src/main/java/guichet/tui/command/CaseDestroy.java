package guichet.tui.command;

import guichet.inbox.CaseId;
import guichet.inbox.endings.CaseDestruction.Begun;
import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Objection;
import guichet.inbox.endings.Stage;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Destroys a case for good, and gives the certificate. Asked a second time, it tries the servers again.
@Command(name = "destroy")
final class CaseDestroy implements Action.InVault {
    private static final int TOLD_EVERY = 200;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--yes")
    boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Option(names = "--to", paramLabel = "FILE")
    Optional<Path> to = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (!yes) {
            throw new Failure(Exit.USAGE, "destroy-needs-yes", id);
        }
        if (to.isPresent() && Files.exists(to.get())) {
            throw new Failure(Exit.FAILED, "file-exists", to.get());
        }
        Optional<CaseId> asked = CaseId.parse(id);
        Optional<Destruction> before = asked.isPresent()
                ? vault.endings().destroyed(asked.get())
                : Optional.empty();
        long decided = before.isPresent() ? before.get().id() : decide(vault);
        Destruction done = vault.endings().carryOn(decided, (stage, count, of) -> {
            if (stage == Stage.MESSAGES && count % TOLD_EVERY == 0) {
                out.tell("destruction.progress", count, of);
            }
        });
        String certificate = vault.endings().certificate(done);
        if (to.isPresent()) {
            DestructionLine.write(certificate, to.get());
        }
        out.answer(DestructionLine.json(done).put("certificate", certificate), certificate);
        if (!done.isErased()) {
            throw new Failure(Exit.FAILED, "destruction-busy", id);
        }
        if (done.leftOnServers() > 0) {
            out.tell("destruction.server", done.leftOnServers());
        }
        return Exit.DONE;
    }

    private long decide(Workspace vault) throws Failure, VaultException {
        CaseId found = Steps.read(vault, tx -> Find.caseOf(vault, tx, id)).id();
        return switch (vault.endings().destruction().begin(found, reason.filter(why -> !why.isBlank()),
                vault.actor(Via.COMMAND))) {
            case Begun.Decided begun -> begun.destruction();
            case Begun.NoSuchCase _ -> throw new Failure(Exit.NOT_FOUND, "no-such-case", id);
            case Begun.Refused refused -> throw new Failure(Exit.REFUSED, sentence(refused.why().getFirst()), id);
        };
    }

    private static String sentence(Objection why) {
        return "destroy-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
