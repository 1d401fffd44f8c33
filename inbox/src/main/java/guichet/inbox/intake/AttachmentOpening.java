package guichet.inbox.intake;

import guichet.crypto.OpenPgp;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.AttachedMessage;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;

/// Opens encrypted attachments with the keys of this vault, by a person's act alone: intake leaves them closed.
public final class AttachmentOpening {
    private final Vault vault;
    private final People people;
    private final Keyring keyring;
    private final OpenPgp openPgp;
    private final Clock clock;

    public AttachmentOpening(Vault vault, People people, Keyring keyring, OpenPgp openPgp, Clock clock) {
        this.vault = vault;
        this.people = people;
        this.keyring = keyring;
        this.openPgp = openPgp;
        this.clock = clock;
    }

    /// Nothing is stored, and no key that may be inside is imported.
    public AttachedMessage open(AttachedFile file) throws VaultException {
        try (KeySet keys = vault.read(tx -> KeySet.now(tx, people, keyring))) {
            return AttachedMessage.open(openPgp, file, keys.secretKeys(), keys, clock.instant());
        }
    }
}
