package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;

/// Looks again, after keys have changed, at the messages that they may show better.
final class Rejudging {
    private Rejudging() {
    }

    static void run(Workspace vault, Output out) throws VaultException {
        int judged = vault.rejudge().run((_, _) -> {
        }, Thread.currentThread()::isInterrupted);
        if (judged > 0) {
            out.tell("rejudge.done", judged);
        }
    }
}
