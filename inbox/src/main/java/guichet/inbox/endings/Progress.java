package guichet.inbox.endings;

/// Is told how far long work has come.
@FunctionalInterface
public interface Progress {
    Progress UNSEEN = (_, _, _) -> {
    };

    /// @param of how many there are; 0 where that is not known
    void at(Stage stage, int done, int of);
}
