package guichet.tui.command;

import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.NewPerson;
import guichet.keystore.vault.SlotSet;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "add")
final class PersonAdd implements Action.InVault {
    @Option(names = "--name", required = true, paramLabel = "NAME")
    String name = "";

    @Option(names = "--address", required = true, paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--new-passphrase-file", paramLabel = "FILE")
    Optional<Path> newPassphraseFile = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException, IOException {
        Address bare = address.orElseThrow();
        if (Steps.read(vault, tx -> vault.people().byName(tx, name)).isPresent()) {
            throw new Failure(Exit.USAGE, "name-taken", name);
        }
        try (Secret passphrase = in.access().secrets().chosen(newPassphraseFile, out);
                SecretKey key = SecretKey.generate(Vaults.userId(name, bare), vault.clock().instant())) {
            NewPerson person = person(bare, key);
            SlotSet set = vault.vault().addSlot(in.vaults().newPassphrase(passphrase), (tx, slot) -> {
                vault.people().add(tx, person, slot);
                Payload by = Payload.by(vault.actor(Via.COMMAND)).to(List.of(bare.value()));
                vault.journal().append(tx, JournalKind.PERSON_ADDED, by.saying(person.name()));
                vault.journal().append(tx, JournalKind.KEY_GENERATED, by.saying(key.fingerprint().hex()));
            });
            return switch (set) {
                case SlotSet.Taken _ -> throw new Failure(Exit.USAGE, "passphrase-taken");
                case SlotSet.Done _ -> {
                    out.answer(new JsonLine().put("name", person.name()).put("address", bare.value())
                            .put("fingerprint", key.fingerprint().hex()),
                            out.sentences().tell("person.added", person.name(), key.fingerprint().spaced()));
                    yield Exit.DONE;
                }
            };
        }
    }

    private NewPerson person(Address bare, SecretKey key) throws Failure {
        try {
            return new NewPerson(name, bare, key);
        } catch (IllegalArgumentException notAName) {
            throw new Failure(Exit.USAGE, "bad-name", name);
        }
    }
}
