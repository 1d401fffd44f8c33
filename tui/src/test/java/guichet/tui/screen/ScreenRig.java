package guichet.tui.screen;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.archive.BagStores;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.Verdict;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.Person;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Script;
import guichet.tui.screen.term.VirtualTerm;
import guichet.tui.text.Lang;
import guichet.tui.text.Texts;
import guichet.tui.workspace.ArchiveDesk;
import guichet.tui.workspace.ChatDesk;
import guichet.tui.workspace.EndingsDesk;
import guichet.tui.workspace.SignalDesk;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The whole text UI on a virtual terminal, over a real vault with real keys. Only the channels are pretended: they count
/// how often they were asked to hurry, and close the vault.
final class ScreenRig implements AutoCloseable {
    final TestDesk desk;
    final VirtualTerm term;
    final AtomicReference<Throwable> crash = new AtomicReference<>();
    private final Lang lang;
    /// Of the vault that this rig has open; the screen and the test share it.
    private Optional<SignalStores> first = Optional.empty();
    /// By which archives are written; to be set before the screen is opened.
    Clock archiveClock;
    private int hurried;
    private boolean closedVault;
    private Thread ui;

    ScreenRig(Lang lang, int columns, int rows) throws VaultException {
        this(lang, columns, rows, Map.of("TERM", "xterm-256color"));
    }

    ScreenRig(Lang lang, int columns, int rows, Map<String, String> environment) throws VaultException {
        this.lang = lang;
        this.desk = TestDesk.open();
        this.archiveClock = desk.clock;
        this.term = new VirtualTerm(columns, rows, environment);
        this.ui = new Thread();
        addAccount();
    }

    private void addAccount() throws VaultException {
        desk.write(tx -> {
            try (Secret password = Secret.of("pw".toCharArray())) {
                return desk.accounts.addMail(tx,
                        new Accounts.NewMailAccount(TestDesk.address(Cast.alice().address()), "Alice",
                                "imaps://mail.asso.example", "smtps://mail.asso.example", "alice", List.of("INBOX"),
                                Optional.empty()),
                        password);
            }
        });
    }

    /// Opens the screen on the vault, unlocked, and waits for it: a key that comes while it opens is nobody's.
    ScreenRig start() throws VaultException {
        Person alice = desk.alice();
        Desk first = around(desk.vault(), alice);
        ui = Thread.ofPlatform().name("ui").start(() -> {
            try {
                new TextUi(this::open, lang, desk.clock, Optional.empty()).run(term, Optional.of(first));
            } catch (IOException | RuntimeException | Error e) {
                crash.set(e);
            }
        });
        awaitOpen();
        return this;
    }

    /// What a row is full of until the screen is drawn for the first time.
    private static final String UNTOUCHED = "##";

    private void awaitOpen() {
        String opening = Texts.in(lang).say("lock.opening");
        try {
            term.await(rows -> rows.stream().noneMatch(row -> row.contains(UNTOUCHED) || row.contains(opening)),
                    Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Opens the screen as on a machine that has no vault yet; the one of this rig is there once it is made.
    ScreenRig startAnew(Foundation foundation) {
        ui = Thread.ofPlatform().name("ui").start(() -> {
            try {
                new TextUi(this::open, lang, desk.clock, Optional.empty()).run(term, foundation);
            } catch (IOException | RuntimeException | Error e) {
                crash.set(e);
            }
        });
        return this;
    }

    /// What a screen does that is killed while it counts down.
    void release(Cast.Member to, String body) throws VaultException {
        Gate gate = around(desk.vault(), desk.alice()).gate();
        MailDraft draft = new MailDraft(Optional.empty(), desk.alice().name(), List.of(TestDesk.address(to.address())),
                List.of(),
                List.of(), Optional.empty(), "", body, List.of(), Optional.empty());
        gate.release((Verdict.Passed) gate.examine(draft), TestDesk.ALICE, Grace.AS_SET);
    }

    /// A message to Bob in the outbox, before the screen is opened.
    void release(String body) throws VaultException {
        Desk now = around(desk.vault(), desk.alice());
        MailDraft draft = new MailDraft(Optional.empty(), "alice", List.of(TestDesk.address(Cast.bob().address())),
                List.of(),
                List.of(), Optional.empty(), "Objet", body, List.of(), Optional.empty());
        now.gate().release((Verdict.Passed) now.gate().examine(draft), TestDesk.ALICE, Grace.NONE);
    }

    private Desk around(Vault vault, Person person) {
        Gate gate = new Gate(vault, desk.keyring, desk.people, desk.accounts, desk.settings, desk.messages,
                desk.journal,
                desk.builder, desk.clock, new SecureRandom());
        return new Desk(vault, person, desk.cases, desk.messages, gate, new Drafts(desk.clock),
                new Outbox(vault, desk.messages, desk.journal, desk.clock), desk.journal, desk.keyring, desk.contacts,
                desk.people,
                desk.accounts, desk.settings, signal(vault), chat(vault),
                new ArchiveDesk(vault, archiveStores(), new SecureRandom()),
                new EndingsDesk(vault, guichet.inbox.archive.ArchiveDesk.stores(desk), desk.accounts, desk.settings,
                        new JournalAudit(desk.journal, new OpenPgp(), desk.clock), new SecureRandom()),
                new Desk.Channels() {
                    @Override
                    public void hurry() {
                        hurried++;
                    }

                    @Override
                    public void keysChanged() {
                        hurried += 0;
                    }

                    @Override
                    public void close() {
                        try {
                            vault.close();
                            closedVault = true;
                        } catch (VaultException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });
    }

    /// What goes into an archive is written by a clock of its own, so that a test can hold it up.
    private BagStores archiveStores() {
        BagStores stores = guichet.inbox.archive.ArchiveDesk.stores(desk);
        return new BagStores(stores.cases(), stores.contacts(), stores.keyring(), stores.people(), stores.identities(),
                stores.journal(), archiveClock);
    }

    /// The internal chat in the same vault.
    ChatDesk chat(Vault vault) {
        return new ChatDesk(desk.keyring, desk.contacts, desk.journal,
                new ChatGate(vault, desk.people, desk.keyring, desk.cases, desk.messages, desk.journal,
                        desk.settings, desk.builder, desk.clock, new SecureRandom()),
                desk.clock);
    }

    SignalStores signal() {
        return signal(desk.vault());
    }

    /// Signal in the same vault.
    SignalStores signal(Vault vault) {
        if (vault.equals(desk.vault()) && first.isPresent()) {
            return first.get();
        }
        SignalDesk signal = new SignalDesk(vault, desk.settings, desk.journal, desk.keyring, desk.contacts,
                desk.messages, desk.clock,
                new SecureRandom());
        SignalStores stores = new SignalStores(signal.identities(), signal.accounts(), signal.messages(),
                signal.decisions(), signal);
        if (vault.equals(desk.vault())) {
            first = Optional.of(stores);
        }
        return stores;
    }

    private House.Opening open(Secret passphrase) {
        List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
        schemas.addAll(TestDesk.SCHEMAS);
        try {
            return switch (Vault.open(desk.temp().folder(), new Credential.Passphrase(passphrase), schemas)) {
                case Unlock.Opened opened -> {
                    Person person = opened.vault().read(tx -> desk.people.bySlot(tx, opened.slot())).orElseThrow();
                    yield new House.Opening.Opened(around(opened.vault(), person));
                }
                case Unlock.NoSlotOpens _ -> new House.Opening.Refused(House.Why.WRONG_PASSPHRASE);
                case Unlock.NoVault _ -> new House.Opening.Refused(House.Why.NO_VAULT);
                case Unlock.Damaged _ -> new House.Opening.Refused(House.Why.DAMAGED);
                case Unlock.TooNew _ -> new House.Opening.Refused(House.Why.TOO_NEW);
            };
        } catch (VaultException e) {
            return new House.Opening.Refused(House.Why.TROUBLE);
        }
    }

    void play(String script) throws InterruptedException {
        play(script, Map.of());
    }

    /// @param words what stands in the script as `@word`
    void play(String script, Map<String, String> words) throws InterruptedException {
        try {
            Script.named(script).with(words).run(term);
        } catch (AssertionError unseen) {
            unseen.addSuppressed(
                    crash.get() == null ? new IllegalStateException("the screen still runs") : crash.get());
            throw unseen;
        }
    }

    boolean sees(String words) throws InterruptedException {
        return term.await(rows -> rows.stream().anyMatch(row -> row.contains(words)), Duration.ofSeconds(20));
    }

    void hangUpAndWait() throws InterruptedException {
        term.hangUp();
        ui.join(Duration.ofSeconds(10));
    }

    int hurried() {
        return hurried;
    }

    boolean closedVault() {
        return closedVault;
    }

    @Override
    public void close() throws VaultException {
        term.hangUp();
        try {
            ui.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        desk.close();
        if (crash.get() != null) {
            throw new AssertionError("the screen fell", crash.get());
        }
    }
}
