package guichet.tui.screen;

import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import guichet.tui.text.Printable;

/// Writing at the last moment before the vault closes, on the UI thread.
final class Kept {
    private Kept() {
    }

    /// Where the disk does not allow it, locking goes on all the same, and the text is gone.
    static void now(Shell shell, Work<?> write) {
        try {
            shell.desk().vault().write(write);
        } catch (VaultException e) {
            shell.notices().warn(Printable.line(shell.texts().of(e.kind())));
        }
    }
}
