package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.MailAccount;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.SharedKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;

/// An address that several people of this vault write from.
final class SharedAddress {
    private SharedAddress() {
    }

    /// The mail account that writes from it: without one, its key would be used by nobody.
    static MailAccount account(Workspace vault, Tx tx, Address address) throws VaultException, Failure {
        return vault.accounts().mail(tx).stream().filter(each -> each.address().equals(address)).findFirst()
                .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-account-of-address", address));
    }

    /// Journalled.
    static void use(Workspace vault, Tx tx, Address address, Fingerprint key) throws VaultException, Failure {
        account(vault, tx, address);
        vault.people().shareKey(tx, new SharedKey(address, key));
        vault.journal().append(tx, JournalKind.KEY_SHARED, Payload.by(vault.actor(Via.COMMAND))
                .to(List.of(address.value())).saying(key.hex()));
    }
}
