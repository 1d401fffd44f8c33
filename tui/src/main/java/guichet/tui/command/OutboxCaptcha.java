package guichet.tui.command;

import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalSetback;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Hands in the captcha that Signal's service wants solved by a person before it takes more, and tries again everything that waited for it.
@Command(name = "captcha")
final class OutboxCaptcha implements Action.InVault {
    @Parameters(index = "0", paramLabel = "ID")
    String id = "";

    @Parameters(index = "1", paramLabel = "SOLUTION")
    String solution = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        OutboxRow row = Steps.read(vault, tx -> Find.outbox(vault, tx, id));
        String token = row.error().flatMap(SignalSetback::challenge)
                .orElseThrow(() -> new Failure(Exit.FAILED, "no-captcha", id));
        Optional<CourierLock> lock = CourierLock.tryTake(vault.vault().folder());
        if (lock.isEmpty()) {
            throw new Failure(Exit.FAILED, "captcha-elsewhere");
        }
        Delivery delivery = new Delivery(vault);
        try (CourierLock _ = lock.get()) {
            delivery.bySignal(channel -> {
                if (!channel.solve(row.account(), token, solution.strip())) {
                    throw new Failure(Exit.FAILED, "captcha-refused");
                }
                vault.outbox().letGoOn(row.account());
            });
        }
        return OutboxRetry.tell(vault, row.id(), delivery.result(List.of(row.id())), out);
    }
}
