package guichet.inbox.archive;

/// Is told how far something is, and asked whether to go on. Called on the thread that works.
public interface Progress {
    /// Nobody looks, and nobody stops it.
    Progress UNSEEN = new Progress() {
        @Override
        public void at(long done, long total) {
            // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /// @param total 0 where it isn't known
    void at(long done, long total);

    /// Where it is, what is under way ends with [java.util.concurrent.CancellationException], and nothing of it stays.
    boolean isCancelled();
}
