package guichet.tui.workspace;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Fingerprint;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.archive.ArchiveSchema;
import guichet.inbox.cases.InboxSchema;
import guichet.inbox.chat.ChatSchema;
import guichet.inbox.endings.EndingsSchema;
import guichet.inbox.gate.GateSchema;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalSchema;
import guichet.keystore.Address;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.NewPerson;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.vault.Created;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes and opens vaults: every module's tables, whose slot it is, and the stores that work on it.
public final class Vaults {
    private final Clock clock;
    private final SecureRandom random;
    private final Argon2Cost passphraseCost;

    /// @param passphraseCost of the slots that it makes
    public Vaults(Clock clock, SecureRandom random, Argon2Cost passphraseCost) {
        this.clock = clock;
        this.random = random;
        this.passphraseCost = passphraseCost;
    }

    public Clock clock() {
        return clock;
    }

    /// A passphrase for a new slot. The caller closes the secret.
    public NewPassphrase newPassphrase(Secret secret) {
        return new NewPassphrase(secret, passphraseCost);
    }

    /// Every module's tables, in the order in which they are made.
    public static List<Schema> schemas() {
        List<Schema> all = new ArrayList<>(KeystoreSchema.all());
        all.add(JournalSchema.SCHEMA);
        all.add(AccountsSchema.SCHEMA);
        all.add(InboxSchema.SCHEMA);
        all.add(SignalSchema.SCHEMA);
        all.add(ChatSchema.SCHEMA);
        all.add(GateSchema.SCHEMA);
        all.add(ArchiveSchema.SCHEMA);
        all.add(EndingsSchema.SCHEMA);
        return List.copyOf(all);
    }

    /// Whether a vault can't be made there: something is there already.
    public boolean isOccupied(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /// How making a vault ended.
    public sealed interface Founding {
        /// The vault is there and closed.
        ///
        /// @param recovery to be shown once; the caller closes it
        record Founded(Fingerprint key, RecoveryKey recovery) implements Founding {
        }

        /// The folder holds something already.
        record Occupied() implements Founding {
        }
    }

    /// Makes a vault with its first person and their key.
    ///
    /// @throws IllegalArgumentException for a name that is none
    public Founding found(Path folder, String name, Address address, Secret passphrase, Via via) throws VaultException {
        Journal journal = new Journal(clock, random);
        People people = new People();
        try (SecretKey key = SecretKey.generate(userId(name, address), clock.instant())) {
            NewPerson first = new NewPerson(name, address, key);
            Actor actor = new Actor(first.name(), via);
            Created created = Vault.create(folder, newPassphrase(passphrase), schemas(), (tx, slot) -> {
                people.add(tx, first, slot);
                journal.append(tx, JournalKind.VAULT_CREATED, Payload.by(actor));
                journal.append(tx, JournalKind.KEY_GENERATED, Payload.by(actor).to(List.of(address.value()))
                        .saying(key.fingerprint().hex()));
            });
            return switch (created) {
                case Created.Occupied _ -> new Founding.Occupied();
                case Created.Made made -> {
                    made.vault().close();
                    yield new Founding.Founded(key.fingerprint(), made.recovery());
                }
            };
        }
    }

    /// The user id of a person's key.
    public static String userId(String name, Address address) {
        return name.replaceAll("[<>]", "").strip() + " <" + address + ">";
    }

    /// Opens a vault for the person whose slot it is, or for the one named.
    public Opening open(Path folder, Credential credential, Optional<String> named) throws VaultException {
        return switch (Vault.open(folder, credential, schemas())) {
            case Unlock.NoVault _ -> new Opening.NoVault();
            case Unlock.NoSlotOpens _ -> new Opening.NoSlotOpens();
            case Unlock.Damaged damaged -> new Opening.Damaged(damaged.why());
            case Unlock.TooNew newer -> new Opening.TooNew(newer.part(), newer.version());
            case Unlock.Opened opened -> identified(opened, named);
        };
    }

    private Opening identified(Unlock.Opened opened, Optional<String> named) throws VaultException {
        Opening opening = null;
        try {
            opening = whose(opened, named);
            return opening;
        } finally {
            if (!(opening instanceof Opening.Open)) {
                opened.vault().close();
            }
        }
    }

    private Opening whose(Unlock.Opened opened, Optional<String> named) throws VaultException {
        People people = new People();
        Optional<Person> owner = opened.vault().read(tx -> people.bySlot(tx, opened.slot()));
        if (owner.isPresent()) {
            return named.isPresent() && !owner.get().name().equalsIgnoreCase(named.get().strip())
                    ? new Opening.NoSuchPerson()
                    : open(opened, owner.get());
        }
        List<Person> all = opened.vault().read(people::list);
        if (named.isEmpty()) {
            return all.size() == 1
                    ? open(opened, all.getFirst())
                    : new Opening.WhichPerson(all.stream().map(Person::name).toList());
        }
        Optional<Person> asked = opened.vault().read(tx -> people.byName(tx, named.get()));
        return asked.isPresent() ? open(opened, asked.get()) : new Opening.NoSuchPerson();
    }

    /// A destruction that was cut off goes on to its end before anybody works here.
    private Opening open(Unlock.Opened opened, Person person) throws VaultException {
        Workspace workspace = new Workspace(opened.vault(), opened.slot(), person, clock, random);
        workspace.endings().carryOnAll();
        return new Opening.Open(workspace);
    }
}
