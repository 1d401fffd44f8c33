package guichet.tui.command;

import guichet.inbox.cases.LongContents;
import guichet.inbox.intake.FileImport;
import guichet.inbox.intake.ImportResult;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "import")
final class ImportCommand implements Action.InVault {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR")
    List<Path> files = new ArrayList<>();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        ImportCount count = new ImportCount(out);
        new FileImport(vault.intake(), new LongContents(vault.vault(), vault.clock()), result -> {
            count.add(result);
            out.answer(json(result), text(result, out.sentences()));
        }, count).run(files, Thread.currentThread()::isInterrupted);
        return count.failed() > 0 ? Exit.FAILED : Exit.DONE;
    }

    private static JsonLine json(ImportResult result) {
        JsonLine line = new JsonLine().put("file", result.file());
        return switch (result) {
            case ImportResult.Imported imported -> line.put("id", imported.id().toString()).put("status", "imported");
            case ImportResult.Duplicate known -> line.put("id", known.id().toString()).put("status", "duplicate");
            case ImportResult.Failed failed -> line.nothing("id").put("status", "failed").put("error",
                    word(failed.why()));
        };
    }

    private static String text(ImportResult result, Sentences sentences) {
        return switch (result) {
            case ImportResult.Imported imported -> sentences.tell("import.imported", result.file(), imported.id());
            case ImportResult.Duplicate known -> sentences.tell("import.duplicate", result.file(), known.id());
            case ImportResult.Failed failed -> sentences.tell("import." + word(failed.why()), result.file());
        };
    }

    private static String word(ImportResult.Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
