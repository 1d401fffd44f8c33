package guichet.tui.command;

import guichet.inbox.cases.MachineRule;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.KnownKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Pins the key that a person has taken for the address of a service of ours.
@Command(name = "add")
final class MachineAdd implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--key", paramLabel = "FPR", required = true)
    String key = "";

    @Option(names = "--name", paramLabel = "N")
    Optional<String> name = Optional.empty();

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Address of = address.orElseThrow();
        MachineRule rule = Steps.write(vault, tx -> {
            vault.machineRules().pin(tx, of, taken(vault, tx, of).fingerprint(), name.orElse(of.value()),
                    vault.actor(Via.COMMAND));
            return vault.machineRules().find(tx, of).orElseThrow();
        });
        out.answer(json(rule), text(rule, out.sentences()));
        return Exit.DONE;
    }

    /// What nobody took for this address proves nothing, and what is ours is no service's.
    private KnownKey taken(Workspace vault, Tx tx, Address of) throws VaultException, Failure {
        KnownKey typed = Find.key(vault, tx, key);
        if (vault.people().list(tx).stream().anyMatch(person -> person.address().equals(of))) {
            throw new Failure(Exit.USAGE, "machine-is-us", of);
        }
        List<KnownKey> theirs = vault.keyring().forAddress(tx, of);
        return theirs.stream().filter(known -> known.fingerprint().equals(typed.fingerprint()))
                .filter(known -> known.trust() == Trust.ACCEPTED || known.trust() == Trust.VERIFIED).findFirst()
                .orElseThrow(() -> new Failure(Exit.REFUSED, "machine-key-not-taken", of, typed.fingerprint().hex()));
    }

    static JsonLine json(MachineRule rule) {
        return new JsonLine().put("address", rule.address().value()).put("name", rule.name())
                .put("fingerprint", rule.key().hex()).flag("muted", rule.heard() == MachineRule.Heard.MUTED)
                .put("since", rule.since()).put("unread", rule.unread());
    }

    static String text(MachineRule rule, Sentences sentences) {
        return sentences.tell(rule.heard() == MachineRule.Heard.MUTED ? "machine.muted" : "machine.counted",
                Sentences.safe(rule.name()), rule.address(), rule.key().spaced(), rule.unread());
    }
}
