package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.KeyDirectory.Looked;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What has been seen for an address: in its mails, in files, and, where a person wants that, in its own domain's Web Key Directory.
@Command(name = "find")
final class KeyFind implements Action.InVault {
    @Parameters(paramLabel = "ADDRESS")
    Optional<Address> address = Optional.empty();

    @Option(names = "--wkd")
    boolean wkd;

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        record Seen(List<KeyLine> keys, int dropped) {
        }
        Address of = address.orElseThrow();
        if (wkd) {
            ask(vault, of, out);
        }
        Seen seen = Steps.read(vault, tx -> {
            List<KnownKey> keys = vault.keyring().forAddress(tx, of);
            if (keys.isEmpty()) {
                throw new Failure(Exit.NOT_FOUND, "no-key-seen", of);
            }
            return new Seen(KeyShow.lines(vault, tx, keys), vault.keyring().droppedFor(tx, of));
        });
        KeyLine.show(vault, seen.keys(), out);
        if (seen.dropped() > 0) {
            out.tell("key.dropped", of, seen.dropped());
        }
        return Exit.DONE;
    }

    private static void ask(Workspace vault, Address of, Output out) throws Failure, VaultException {
        switch (vault.keyLookup().ask(of, vault.actor(Via.COMMAND))) {
            case Looked.Found found -> out.tell("wkd.found", found.host(), found.keys().size());
            case Looked.Nothing nothing -> out.tell("wkd.nothing", nothing.host(), of);
            case Looked.Failed failed -> throw new Failure(Exit.FAILED, switch (failed.why()) {
                case UNREACHABLE -> "wkd-unreachable";
                case NOT_TRUSTED -> "wkd-not-trusted";
                case SLOW -> "wkd-slow";
                case UNUSABLE -> "wkd-unusable";
                case TOO_LARGE -> "wkd-too-large";
                case OTHERS -> "wkd-others";
            }, failed.host(), of);
        }
        Rejudging.run(vault, out);
    }
}
