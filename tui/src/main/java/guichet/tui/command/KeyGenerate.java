package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.inbox.MailAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.Person;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A further key, in use from now on: for the person who works here, or for an address that several people share.
@Command(name = "generate")
final class KeyGenerate implements Action.InVault {
    @Option(names = "--for", paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        return address.isPresent() ? shared(vault, address.get(), out) : own(vault, out);
    }

    private static Exit own(Workspace vault, Output out) throws VaultException {
        Person person = vault.person();
        try (SecretKey key = generate(vault, person.name(), person.address())) {
            vault.vault().write(tx -> {
                keep(vault, tx, key, person.address());
                vault.people().useKey(tx, person.id(), key.fingerprint());
                return tx;
            });
            return tell(key.fingerprint(), out.sentences().tell("key.generated", key.fingerprint().spaced()), out);
        }
    }

    private static Exit shared(Workspace vault, Address address, Output out) throws Failure, VaultException {
        MailAccount account = Steps.read(vault, tx -> SharedAddress.account(vault, tx, address));
        try (SecretKey key = generate(vault, account.name(), account.address())) {
            Steps.write(vault, tx -> {
                keep(vault, tx, key, account.address());
                SharedAddress.use(vault, tx, account.address(), key.fingerprint());
                return tx;
            });
            return tell(key.fingerprint(),
                    out.sentences().tell("key.generated-for", account.address(), key.fingerprint().spaced()), out);
        }
    }

    private static SecretKey generate(Workspace vault, String name, Address address) {
        return SecretKey.generate(Vaults.userId(name, address), vault.clock().instant());
    }

    private static void keep(Workspace vault, Tx tx, SecretKey key, Address address) throws VaultException {
        vault.people().storeKey(tx, vault.person().id(), key);
        vault.journal().append(tx, JournalKind.KEY_GENERATED, Payload.by(vault.actor(Via.COMMAND))
                .to(List.of(address.value())).saying(key.fingerprint().hex()));
    }

    private static Exit tell(Fingerprint key, String sentence, Output out) {
        out.answer(new JsonLine().put("fingerprint", key.hex()), sentence);
        return Exit.DONE;
    }
}
