package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.transports.mail.Fault;
import guichet.transports.mail.MailChannel;
import guichet.transports.signal.SignalChannel;
import guichet.transports.signal.SignalFault;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "sync")
final class SyncCommand implements Action.InVault {
    private static final long TURN_MILLIS = 500;

    @Option(names = "--watch")
    boolean watch;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException, IOException {
        try (MailChannel mail = vault.mail()) {
            return watch ? watch(vault, mail, out) : once(vault, mail, out);
        }
    }

    private static Exit once(Workspace vault, MailChannel mail, Output out) throws VaultException {
        Optional<List<MailChannel.Synced>> synced = mail.syncOnce();
        if (synced.isEmpty()) {
            out.tell("sync.elsewhere");
            return Exit.DONE;
        }
        vault.endings().clearServers();
        Exit exit = Exit.DONE;
        for (MailChannel.Synced account : synced.get()) {
            out.answer(
                    new JsonLine().put("account", account.account().id().toString())
                            .put("address", account.account().address().value()).put("new", account.stored())
                            .put("known", account.known()).put("error", account.fault().map(Fault::stored)),
                    account.fault().isPresent()
                            ? out.sentences().tell("sync.failed", account.account().address(),
                                    Troubles.sentence(account.fault().get().stored(), out.sentences()))
                            : out.sentences().tell("sync.done", account.account().address(), account.stored()));
            exit = account.fault().isPresent() ? Exit.FAILED : exit;
        }
        for (SignalChannel.Synced account : vault.signal().channel().synced()) {
            tell(account, out);
            exit = account.fault().isPresent() ? Exit.FAILED : exit;
        }
        return exit;
    }

    private static void tell(SignalChannel.Synced account, Output out) {
        String number = account.account().number().e164();
        Optional<String> error = account.fault().map(SignalFault::stored);
        out.answer(
                new JsonLine().put("account", account.account().id().toString()).put("address", number)
                        .put("new", account.stored()).put("known", 0).put("error", error),
                error.map(stored -> out.sentences().tell("sync.failed", number,
                        Troubles.sentence(stored, out.sentences())))
                        .orElseGet(() -> out.sentences().tell("sync.done", number, account.stored())));
    }

    /// Until the process is interrupted, which is how this ends well.
    private static Exit watch(Workspace vault, MailChannel mail, Output out) throws IOException {
        try (Interruption interruption = Interruption.closing(mail::close, vault)) {
            mail.start();
            out.tell("sync.watching");
            out.finish();
            do {
                Thread.sleep(TURN_MILLIS);
            } while (mail.state() != MailChannel.State.STOPPED);
            if (interruption.hasCome()) {
                return Exit.DONE;
            }
            out.tell("sync.stopped");
            return Exit.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.DONE;
        }
    }
}
