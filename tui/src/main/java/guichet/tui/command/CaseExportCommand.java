package guichet.tui.command;

import guichet.crypto.Certificate;
import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.EngineKey;
import guichet.inbox.gate.Gate;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A case as a bag for an archive engine: encrypted to the engine's key, or in the clear for a reason.
@Command(name = "export")
final class CaseExportCommand implements Action.InVault {
    private static final int LARGEST_KEY = 32 << 20;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--to", required = true, paramLabel = "DIR")
    Optional<Path> to = Optional.empty();

    @Option(names = "--engine-key", paramLabel = "FILE")
    Optional<Path> engineKey = Optional.empty();

    @Option(names = "--recipient", paramLabel = "FINGERPRINT")
    Optional<String> recipient = Optional.empty();

    @Option(names = "--unencrypted")
    boolean unencrypted;

    @Option(names = "--reason", paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        if (unencrypted && (engineKey.isPresent() || recipient.isPresent())) {
            throw new Failure(Exit.USAGE, "one-of", "--unencrypted", "--engine-key, --recipient");
        }
        if (unencrypted && reason.map(String::strip).orElse("").length() < Gate.MIN_REASON) {
            throw new Failure(Exit.USAGE, "export-reason-too-short", Gate.MIN_REASON);
        }
        CaseId found = Steps.read(vault, tx -> Find.caseOf(vault, tx, id)).id();
        CaseExport.Order order = new CaseExport.Order(found, to.orElseThrow(),
                new CaseBag.Form(BagLanguage.of(out.sentences().lang().locale().getLanguage()), vault.person().id()),
                vault.actor(Via.COMMAND));
        CaseExport export = vault.archive().export();
        return switch (unencrypted
                ? export.inClear(order, reason.orElseThrow(), new BagProgress(out))
                : export.encrypted(order, engine(vault), new BagProgress(out))) {
            case CaseExport.Outcome.Done done -> {
                out.answer(
                        new JsonLine().put("status", "exported").put("case", found.value())
                                .put("file", done.file().toString())
                                .put("protection", unencrypted ? "none" : "end-to-end")
                                .put("messages", done.written().messages()).put("files", done.written().files())
                                .put("size", done.written().bytes()).put("payload", done.written().payload())
                                .put("journal", done.journalEntry()),
                        out.sentences().tell(unencrypted ? "export.done-in-clear" : "export.done", found.value(),
                                done.file()));
                yield Exit.DONE;
            }
            case CaseExport.Outcome.Refused refused -> throw failure(refused);
        };
    }

    private Certificate engine(Workspace vault) throws Failure, VaultException {
        if (recipient.isPresent()) {
            return Steps.read(vault, tx -> Find.key(vault, tx, recipient.get())).certificate();
        }
        if (engineKey.isPresent()) {
            Certificate given = certificate(engineKey.get());
            Steps.write(vault, tx -> {
                EngineKey.remember(tx, given, vault.journal(), vault.actor(Via.COMMAND));
                return true;
            });
            return given;
        }
        return Steps.read(vault, tx -> EngineKey.of(tx))
                .orElseThrow(() -> new Failure(Exit.REFUSED, "no-engine-key"));
    }

    private static Certificate certificate(Path file) throws Failure {
        try (var in = Files.newInputStream(file)) {
            return EngineKey.in(in.readNBytes(LARGEST_KEY))
                    .orElseThrow(() -> new Failure(Exit.FAILED, "no-key-in-file", file));
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", file);
        }
    }

    static Failure failure(CaseExport.Outcome.Refused refused) {
        Exit exit = switch (refused.why()) {
            case KEY_NOT_USABLE -> Exit.REFUSED;
            case REASON_TOO_SHORT -> Exit.USAGE;
            case NO_SUCH_FOLDER, EXISTS, CANNOT_WRITE, CANCELLED -> Exit.FAILED;
        };
        return new Failure(exit, "export-" + refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                refused.place());
    }
}
