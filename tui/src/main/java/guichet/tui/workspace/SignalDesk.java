package guichet.tui.workspace;

import guichet.inbox.archive.SealReceipts;
import guichet.inbox.archive.Seals;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.ReceiptCourier;
import guichet.inbox.gate.SignalGate;
import guichet.inbox.gate.SignalMove;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.signal.ReadReceipts;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalDecisions;
import guichet.inbox.signal.SignalExpiry;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SignalMessages;
import guichet.inbox.signal.SignalSent;
import guichet.inbox.signal.SignalUpkeep;
import guichet.inbox.signal.VaultSignalIntake;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Vault;
import guichet.transports.signal.Room;
import guichet.transports.signal.SignalChannel;
import guichet.transports.signal.SignalPatience;
import guichet.transports.signal.SignalSetup;
import guichet.tui.text.SignalNames;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/// What works on an open vault's Signal accounts. Any thread.
public final class SignalDesk {
    private static final String FOLDER = "signal";
    private static final String DATA = "data";
    private static final int NAME_BYTES = 8;

    private final Vault vault;
    private final SecureRandom random;
    private final SignalIdentities identities;
    private final SignalAccounts accounts;
    private final SignalMessages messages;
    private final SignalDecisions decisions;
    private final SignalNames names;
    private final SignalMove move;
    private final SignalGate gate;
    private final ReadReceipts receipts;
    private final SignalChannel channel;
    private final Journal journal;

    public SignalDesk(Vault vault, Settings settings, Journal journal, Keyring keyring, Contacts contacts,
            Messages messages, Clock clock, SecureRandom random) {
        this.vault = vault;
        this.journal = journal;
        this.random = random;
        this.identities = new SignalIdentities(settings);
        this.accounts = new SignalAccounts(identities, clock);
        this.messages = new SignalMessages(identities);
        this.names = new SignalNames(identities, contacts, this.messages);
        this.move = new SignalMove(contacts, identities, accounts, journal, new Drafts(clock));
        IncomingSignal store = new IncomingSignal(journal, keyring, clock);
        this.decisions = new SignalDecisions(identities, store, settings, journal, clock);
        SignalSent sent = new SignalSent(identities, store, settings, journal, clock);
        this.receipts = new ReadReceipts(settings);
        this.gate = new SignalGate(vault, identities, accounts, this.messages, sent, messages, settings, clock);
        SignalIntake intake = new SealReceipts(vault,
                new VaultSignalIntake(vault, identities, accounts, store, settings, journal, clock),
                new Seals(journal, clock));
        this.channel = new SignalChannel(vault, accounts, identities, intake,
                new SignalUpkeep(vault, intake, new SignalExpiry(store, settings, journal, clock), clock), this::setup,
                transport -> new SignalChannel.Carriers(
                        new Courier(vault, gate, journal, transport, transport, sent, clock),
                        new ReceiptCourier(vault, receipts, identities, transport, transport, clock)),
                clock, random,
                SignalPatience.DEFAULT);
    }

    public SignalIdentities identities() {
        return identities;
    }

    public SignalAccounts accounts() {
        return accounts;
    }

    public SignalMessages messages() {
        return messages;
    }

    public SignalDecisions decisions() {
        return decisions;
    }

    /// What people there are called.
    public SignalNames names() {
        return names;
    }

    /// Makes a mail's draft one for Signal.
    public SignalMove move() {
        return move;
    }

    public SignalGate gate() {
        return gate;
    }

    /// Whether people are told that their messages were read.
    public ReadReceipts receipts() {
        return receipts;
    }

    /// To be run only while this process holds the vault's courier lock.
    public SignalChannel channel() {
        return channel;
    }

    /// One attempt to make this machine a device of the account that a telephone has.
    ///
    /// @param program what starts signal-cli, for an account that is not here yet
    public LinkAttempt attempt(SignalRecipient.PhoneNumber number, String program, Actor by) {
        return new LinkAttempt(this, vault, journal, random, number, program, by);
    }

    /// A folder that is not there yet, for an account to come: its path from the vault's folder, which may be moved.
    String freshDataFolder() {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return Path.of(FOLDER, HexFormat.of().formatHex(name), DATA).toString();
    }

    /// Where signal-cli keeps an account's state, in clear.
    public Path dataFolder(SignalAccount account) {
        return setup(account).dataFolder();
    }

    public SignalSetup setup(SignalAccount account) {
        return account.dataFolder().map(folder -> setup(account.number(), account.program(), folder))
                .orElseGet(() -> setup(account.number(), account.program(), vault.folder().resolve(FOLDER)
                        .resolve(account.id().toString()), Optional.empty()));
    }

    /// @param dataFolder from the vault's folder, or from the root
    public SignalSetup setup(SignalRecipient.PhoneNumber number, String program, String dataFolder) {
        Path data = vault.folder().resolve(dataFolder);
        return setup(number, program, data.resolveSibling("."), Optional.of(data));
    }

    private static SignalSetup setup(SignalRecipient.PhoneNumber number, String program, Path home,
            Optional<Path> data) {
        return new SignalSetup(number.e164(), program, home.normalize(), data, SignalSetup.USUAL_RAM, Room.DEFAULT,
                System.getenv());
    }
}
