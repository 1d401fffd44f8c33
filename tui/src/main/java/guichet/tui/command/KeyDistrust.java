package guichet.tui.command;

import guichet.inbox.journal.JournalKind;
import guichet.keystore.Decided;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "distrust")
final class KeyDistrust implements Action.InVault {
    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--reason", paramLabel = "TEXT")
    String reason = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Result(Decided.Done done, KeyLine line) {
        }
        Result result = Steps.write(vault, tx -> {
            Decided.Done done = KeyDecision.done(vault.keyring().distrust(tx, Find.fingerprint(fingerprint), reason,
                    vault.person().id(), vault.clock().instant()), fingerprint);
            KeyDecision.journal(vault, tx, JournalKind.KEY_DISTRUSTED, done,
                    Optional.of(reason).filter(text -> !text.isBlank()));
            return new Result(done, KeyLine.of(vault, tx, done.now()));
        });
        KeyDecision.tell(vault, result.done(), result.line(), out);
        Rejudging.run(vault, out);
        return Exit.DONE;
    }
}
