package guichet.tui;

import guichet.keystore.vault.VaultException;
import guichet.transports.mail.MailChannel;
import guichet.tui.screen.Desk;
import guichet.tui.workspace.Workspace;
import java.util.concurrent.atomic.AtomicBoolean;

/// Mail in both directions while a vault is open, and judging messages anew after a key has changed.
final class Background implements Desk.Channels {
    private final Workspace workspace;
    private final MailChannel mail;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Background(Workspace workspace, MailChannel mail) {
        this.workspace = workspace;
        this.mail = mail;
    }

    static Background start(Workspace workspace) {
        MailChannel mail = workspace.mail();
        mail.start();
        return new Background(workspace, mail);
    }

    @Override
    public void hurry() {
        mail.wake();
    }

    @Override
    public void keysChanged() {
        Thread.ofVirtual().name("rejudge").start(() -> {
            try {
                workspace.rejudge().run((done, of) -> {
                }, closed::get);
            } catch (VaultException e) {
                // Locked meanwhile, or the disk does not allow it: the next change of a key tries again.
            }
        });
    }

    @Override
    public void close() {
        closed.set(true);
        mail.close();
        try {
            workspace.close();
        } catch (VaultException e) {
            // Its keys are wiped all the same; the disk is told no more.
        }
    }
}
