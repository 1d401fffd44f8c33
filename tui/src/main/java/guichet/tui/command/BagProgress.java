package guichet.tui.command;

import guichet.inbox.archive.Progress;

/// Says on standard error, now and then, how far an archive is. A command is stopped by ending its process: what it wrote beside its place is
/// then left under a name that nothing takes up.
final class BagProgress implements Progress {
    private static final int EVERY = 1_000;

    private final Output out;
    private long said;

    BagProgress(Output out) {
        this.out = out;
    }

    @Override
    public void at(long done, long total) {
        if (done - said >= EVERY) {
            said = done;
            out.tell("archive.progress", done, total);
        }
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }
}
