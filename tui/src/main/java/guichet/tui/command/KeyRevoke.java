package guichet.tui.command;

import guichet.crypto.CryptoException;
import guichet.crypto.RevocationReason;
import guichet.crypto.SecretKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "revoke")
final class KeyRevoke implements Action.InVault {
    @Parameters(paramLabel = "FINGERPRINT")
    String fingerprint = "";

    @Option(names = "--reason", required = true, paramLabel = "superseded|retired|compromised")
    RevocationReason reason = RevocationReason.RETIRED;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        KeyLine line = Steps.write(vault, tx -> {
            try (SecretKey key = OwnKey.find(vault, tx, fingerprint)) {
                vault.people().updateCertificate(tx, key.revoked(vault.clock().instant(), reason));
                vault.journal().append(tx, JournalKind.KEY_REVOKED, Payload.by(vault.actor(Via.COMMAND))
                        .saying(key.fingerprint().hex() + " " + reason.name().toLowerCase(Locale.ROOT)));
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
