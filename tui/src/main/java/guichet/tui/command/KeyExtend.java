package guichet.tui.command;

import guichet.crypto.CryptoException;
import guichet.crypto.SecretKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "extend")
final class KeyExtend implements Action.InVault {
    private static final int DAYS = 365;

    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--until", paramLabel = "YYYY-MM-DD")
    Optional<LocalDate> until = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Instant now = vault.clock().instant();
        Instant end = until.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(now.plus(Duration.ofDays(DAYS)));
        if (!end.isAfter(now)) {
            throw new Failure(Exit.USAGE, "in-the-past", until.orElseThrow());
        }
        KeyLine line = Steps.write(vault, tx -> {
            try (SecretKey key = OwnKey.find(vault, tx, fingerprint);
                    SecretKey extended = key.extendedTo(end, now)) {
                vault.people().storeKey(tx, vault.person().id(), extended);
                vault.journal().append(tx, JournalKind.KEY_EXTENDED,
                        Payload.by(vault.actor(Via.COMMAND)).saying(key.fingerprint().hex()));
                return KeyLine.of(vault, tx, Find.key(vault, tx, fingerprint));
            } catch (CryptoException e) {
                throw new Failure(Exit.FAILED, "crypto");
            }
        });
        out.answer(line.json(), line.text(vault, out.sentences()));
        out.tell("key.tell-others");
        Rejudging.run(vault, out);
        return Exit.DONE;
    }
}
