package guichet.tui.workspace;

import guichet.crypto.Certificate;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Imported;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KeyDirectory;
import guichet.keystore.KeyDirectory.Looked;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;

/// Asks an address's own domain for its key, because a person wants it. That is in the journal before the domain learns of it. What it gives is
/// kept as a candidate: nobody has accepted it, and one that stands against an accepted key alarms.
///
/// Any thread; waits for the answer, with the vault free meanwhile.
public final class KeyLookup {
    private final Vault vault;
    private final Keyring keyring;
    private final Journal journal;
    private final KeyDirectory directory;
    private final Clock clock;

    public KeyLookup(Vault vault, Keyring keyring, Journal journal, KeyDirectory directory, Clock clock) {
        this.vault = vault;
        this.keyring = keyring;
        this.journal = journal;
        this.directory = directory;
        this.clock = clock;
    }

    public Looked ask(Address address, Actor by) throws VaultException {
        Payload entry = Payload.by(by).over(Channel.MAIL).to(List.of(address.value()))
                .saying(address.domain());
        vault.write(tx -> journal.append(tx, JournalKind.KEY_LOOKED_UP, entry));
        Looked looked = directory.look(address);
        if (looked instanceof Looked.Found found) {
            vault.write(tx -> {
                for (Certificate key : found.keys()) {
                    keep(tx, key, address, Payload.by(by).over(Channel.MAIL));
                }
                return found.keys().size();
            });
        }
        return looked;
    }

    private void keep(Tx tx, Certificate key, Address address, Payload by) throws VaultException {
        if (keyring.importCertificate(tx, key, KeySource.WKD, address,
                clock.instant()) instanceof Imported.Theirs(var _, var _, var raised)) {
            for (KeyAlarm alarm : raised) {
                journal.append(tx, JournalKind.KEY_CHANGED, by.to(List.of(alarm.address().value()))
                        .saying(alarm.other().fingerprint().hex()));
            }
        }
    }
}
