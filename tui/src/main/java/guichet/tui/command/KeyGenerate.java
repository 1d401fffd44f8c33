package guichet.tui.command;

import guichet.crypto.SecretKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Person;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.util.List;
import picocli.CommandLine.Command;

/// A further key for the person who works here; they sign with it from now on.
@Command(name = "generate")
final class KeyGenerate implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        Person person = vault.person();
        try (SecretKey key = SecretKey.generate(Vaults.userId(person.name(), person.address()),
                vault.clock().instant())) {
            vault.vault().write(tx -> {
                vault.people().storeKey(tx, person.id(), key);
                vault.people().useKey(tx, person.id(), key.fingerprint());
                return vault.journal().append(tx, JournalKind.KEY_GENERATED, Payload.by(vault.actor(Via.COMMAND))
                        .to(List.of(person.address().value())).saying(key.fingerprint().hex()));
            });
            out.answer(new JsonLine().put("fingerprint", key.fingerprint().hex()),
                    out.sentences().tell("key.generated", key.fingerprint().spaced()));
        }
        return Exit.DONE;
    }
}
