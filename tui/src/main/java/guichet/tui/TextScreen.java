package guichet.tui;

import guichet.crypto.Secret;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.command.Screen;
import guichet.tui.screen.Desk;
import guichet.tui.screen.Foundation;
import guichet.tui.screen.House;
import guichet.tui.screen.SignalStores;
import guichet.tui.screen.TextUi;
import guichet.tui.screen.term.UnixTty;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.SignalDesk;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;

/// Opens the text UI on the terminal that the program was started in, with mail fetched and sent for as long as the vault is open.
public final class TextScreen implements Screen {
    public TextScreen() {
    }

    @Override
    public void run(Place place, Optional<Workspace> first) throws IOException {
        Optional<Desk> desk = first.map(TextScreen::desk);
        try (UnixTty tty = UnixTty.open(place.environment())) {
            TextUi ui = new TextUi(passphrase -> open(place, passphrase), place.lang(), place.vaults().clock(),
                    place.tour());
            if (place.vaults().isOccupied(place.folder())) {
                ui.run(tty, desk);
            } else {
                ui.run(tty, (name, address, passphrase) -> found(place, name, address, passphrase));
            }
        } finally {
            desk.ifPresent(left -> left.channels().close());
        }
    }

    private static Foundation.Outcome found(Place place, String name, Address address, Secret passphrase) {
        try {
            return switch (place.vaults().found(place.folder(), name, address, passphrase, Via.SCREEN)) {
                case Vaults.Founding.Founded founded -> new Foundation.Outcome.Made(founded.recovery());
                case Vaults.Founding.Occupied _ -> new Foundation.Outcome.Refused(Foundation.Why.OCCUPIED);
            };
        } catch (IllegalArgumentException notAName) {
            return new Foundation.Outcome.Refused(Foundation.Why.BAD_NAME);
        } catch (VaultException e) {
            return new Foundation.Outcome.Refused(e.kind() == VaultException.Kind.NO_DRIVER
                    ? Foundation.Why.NO_DRIVER
                    : Foundation.Why.TROUBLE);
        }
    }

    private static House.Opening open(Place place, Secret passphrase) {
        try {
            return switch (place.vaults().open(place.folder(), new Credential.Passphrase(passphrase), place.person())) {
                case Opening.Open open -> {
                    open.workspace().noteUnlock(Via.SCREEN);
                    yield new House.Opening.Opened(desk(open.workspace()));
                }
                case Opening.NoVault _ -> refused(House.Why.NO_VAULT);
                case Opening.NoSlotOpens _,Opening.NoSuchPerson _,Opening.WhichPerson _ ->
                    refused(House.Why.WRONG_PASSPHRASE);
                case Opening.Damaged _ -> refused(House.Why.DAMAGED);
                case Opening.TooNew _ -> refused(House.Why.TOO_NEW);
            };
        } catch (VaultException e) {
            return refused(switch (e.kind()) {
                case DAMAGED -> House.Why.DAMAGED;
                case NO_DRIVER -> House.Why.NO_DRIVER;
                case LOG_KEPT -> House.Why.LOG_KEPT;
                case DISK_FULL, BUSY, CLOSED, CONFLICT, IO -> House.Why.TROUBLE;
            });
        }
    }

    private static House.Opening refused(House.Why why) {
        return new House.Opening.Refused(why);
    }

    static Desk desk(Workspace open) {
        return new Desk(open.vault(), open.person(), open.cases(), open.messages(), open.gate(), open.drafts(),
                open.outbox(), open.journal(), open.keyring(), open.contacts(), open.people(), open.accounts(),
                open.settings(), signal(open.signal()), open.chat(), open.archive(), open.endings(),
                Background.start(open));
    }

    private static SignalStores signal(SignalDesk signal) {
        return new SignalStores(signal.identities(), signal.accounts(), signal.messages(), signal.decisions(), signal);
    }
}
