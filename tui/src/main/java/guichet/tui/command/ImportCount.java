package guichet.tui.command;

import guichet.inbox.intake.FileImport;
import guichet.inbox.intake.ImportResult;

/// Counts what an import takes in, and says on standard error, at each twentieth of what takes long enough to be waited for, how far it is.
final class ImportCount implements FileImport.Progress {
    /// In bytes; what is smaller is done before anybody wonders.
    private static final long WAITED_FOR = 16L << 20;
    private static final int STEPS = 20;
    private static final int PERCENT = 100;

    private final Output out;
    private long said;
    private int imported;
    private int known;
    private int failed;

    ImportCount(Output out) {
        this.out = out;
    }

    void add(ImportResult result) {
        switch (result) {
            case ImportResult.Imported _ -> imported++;
            case ImportResult.Duplicate _ -> known++;
            case ImportResult.Failed _ -> failed++;
        }
    }

    int failed() {
        return failed;
    }

    @Override
    public void at(long read, long total) {
        // A file may have grown meanwhile.
        long now = total < WAITED_FOR ? 0 : Math.min(STEPS, read * STEPS / total);
        if (now > said) {
            said = now;
            out.tell("import.progress", said * PERCENT / STEPS, imported, known, failed);
        }
    }
}
