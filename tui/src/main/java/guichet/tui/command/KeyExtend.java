package guichet.tui.command;

import guichet.crypto.Certificate;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Extension;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "extend")
final class KeyExtend implements Action.InVault {
    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--until", paramLabel = "YYYY-MM-DD")
    Optional<LocalDate> until = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Instant now = vault.clock().instant();
        Instant end = until.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(now.plus(Extension.USUAL));
        KeyLine line = Steps.write(vault, tx -> switch (vault.people().extendKey(tx, vault.person().id(),
                Find.fingerprint(fingerprint), end, now)) {
            case Extension.Done(Certificate extended) -> {
                vault.journal().append(tx, JournalKind.KEY_EXTENDED,
                        Payload.by(vault.actor(Via.COMMAND)).saying(extended.fingerprint().hex()));
                yield KeyLine.of(vault, tx, Find.key(vault, tx, fingerprint));
            }
            case Extension.NotTheirs _ -> throw new Failure(Exit.NOT_FOUND, "not-your-key", fingerprint);
            case Extension.Revoked _ -> throw new Failure(Exit.REFUSED, "own-key-revoked", fingerprint);
            case Extension.NotThen _ -> throw new Failure(Exit.USAGE, "no-such-end", until.orElseThrow());
            case Extension.SecretElsewhere _ -> throw new Failure(Exit.FAILED, "primary-elsewhere", fingerprint);
        });
        out.answer(line.json(), line.text(vault, out.sentences()));
        out.tell("key.tell-others");
        Rejudging.run(vault, out);
        return Exit.DONE;
    }
}
