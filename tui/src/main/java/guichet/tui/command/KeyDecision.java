package guichet.tui.command;

import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.Decided;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells how a person's decision about a key ended.
final class KeyDecision {
    private KeyDecision() {
    }

    static Decided.Done done(Decided decided, String typed) throws Failure {
        return switch (decided) {
            case Decided.Done done -> done;
            case Decided.NameAddresses name -> throw new Failure(Exit.USAGE, "name-addresses",
                    name.addresses().stream().map(Address::value).collect(Collectors.joining(" ")));
            case Decided.Distrusted _ -> throw new Failure(Exit.REFUSED, "key-is-distrusted", typed);
            case Decided.Ours _ -> throw new Failure(Exit.USAGE, "key-is-ours", typed);
            case Decided.NoSuchKey _ -> throw new Failure(Exit.NOT_FOUND, "no-such-key", typed);
        };
    }

    static void journal(Workspace vault, Tx tx, JournalKind kind, Decided.Done done, Optional<String> how)
            throws VaultException {
        Payload payload = Payload.by(vault.actor(Via.COMMAND))
                .to(done.addresses().stream().map(Address::value).toList()).saying(done.now().fingerprint().hex());
        vault.journal().append(tx, kind, how.isPresent() ? payload.because(how.get()) : payload);
    }

    static void tell(Workspace vault, Decided.Done done, KeyLine line, Output out) {
        out.answer(line.json(), line.text(vault, out.sentences()));
        if (!done.left().isEmpty()) {
            out.tell("key.left-addresses",
                    done.left().stream().map(Address::value).collect(Collectors.joining(", ")));
        }
    }
}
