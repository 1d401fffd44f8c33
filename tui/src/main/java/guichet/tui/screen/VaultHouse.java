package guichet.tui.screen;

import guichet.crypto.Secret;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/// Opens the vault of one folder.
final class VaultHouse implements House {
    private final Vaults vaults;
    private final Path folder;
    private final Optional<String> person;

    /// @param person who has to be the one that the passphrase belongs to, where that was asked for
    VaultHouse(Vaults vaults, Path folder, Optional<String> person) {
        this.vaults = vaults;
        this.folder = folder;
        this.person = person;
    }

    @Override
    public Opening open(Secret passphrase) {
        try {
            return switch (vaults.open(folder, new Credential.Passphrase(passphrase), person)) {
                case guichet.tui.workspace.Opening.Open open -> new Opening.Opened(desk(open.workspace()));
                case guichet.tui.workspace.Opening.NoVault _ -> new Opening.Refused(Why.NO_VAULT);
                case guichet.tui.workspace.Opening.NoSlotOpens _ -> new Opening.Refused(Why.WRONG_PASSPHRASE);
                case guichet.tui.workspace.Opening.NoSuchPerson _ -> new Opening.Refused(Why.WRONG_PASSPHRASE);
                case guichet.tui.workspace.Opening.WhichPerson _ -> new Opening.Refused(Why.WRONG_PASSPHRASE);
                case guichet.tui.workspace.Opening.Damaged _ -> new Opening.Refused(Why.DAMAGED);
                case guichet.tui.workspace.Opening.TooNew _ -> new Opening.Refused(Why.TOO_NEW);
            };
        } catch (VaultException e) {
            return new Opening.Refused(Why.TROUBLE);
        }
    }

    /// An open workspace on the screen; its channels run from now on.
    static Desk desk(Workspace open) throws VaultException {
        open.vault().write(
                tx -> open.journal().append(tx, JournalKind.UNLOCKED, Payload.by(open.actor(Via.SCREEN))));
        return new Desk(open.vault(), open.person(), open.cases(), open.messages(), open.gate(), open.drafts(),
                open.outbox(), open.journal(), open.keyring(), open.contacts(), open.people(), open.accounts(),
                open.settings(), Background.start(open));
    }
}
