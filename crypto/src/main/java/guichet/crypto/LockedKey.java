package guichet.crypto;

/// A secret key of a file that was imported, perhaps under a passphrase.
public final class LockedKey {
    private LockedKey() {
    }

    public Certificate certificate() {
        return Unfinished.yet();
    }

    /// Whether [#unlock] needs the right passphrase; if not, any will do.
    public boolean needsPassphrase() {
        return Unfinished.yet();
    }

    public Unlocked unlock(Secret passphrase) {
        return Unfinished.yet();
    }
}
