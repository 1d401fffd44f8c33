package guichet.inbox.endings;

import guichet.crypto.Cast;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.ContactKind;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Taken;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A vault with a case full of words that are nowhere else, between the mail of another case.
final class EndingDesk implements AutoCloseable {
    /// One of each kind. They begin unlike each other, since the index keeps of a word only what differs from the one before it.
    static final List<String> CANARIES = List.of("axolotlbetreff", "bandicootkoerper", "capybaraname", "dugongdatei",
            "echidnainhalt", "fennecentwurf", "gavialentwurfsbetreff", "hoatzinnotiz", "ibexanruf", "jabirutitel",
            "kakapogrund", "lemurgesendet", "mandrillantwort", "narwhal.stranger@example.com");
    static final int OTHERS = 12;
    static final AccountId ACCOUNT = new AccountId(1);

    final TestDesk desk = TestDesk.open();
    final Holds holds = new Holds(desk.journal, desk.clock);
    final List<String> asked = new ArrayList<>();
    final CaseId ending;
    final CaseId staying;
    final Contact contact;
    final Contact shared;
    private final Drafts drafts = new Drafts(desk.clock);
    private final Random random = new Random(23);
    /// The case's mails as they lie on the server.
    final List<byte[]> fetched = new ArrayList<>();
    private int uid;
    ServerMail.Fate fate = ServerMail.Fate.GONE;
    boolean sealed = true;

    EndingDesk() throws VaultException {
        this(24);
    }

    /// @param mails from Bob
    EndingDesk(int mails) throws VaultException {
        desk.acceptKey(Cast.bob());
        contact = desk.addContact("capybaraname", Cast.bob().address());
        shared = desk.addContact("Amélie", Cast.amelie().address());
        staying = desk.openCase("Un autre dossier", shared);
        ending = desk.openCase("jabirutitel", contact, shared);
        others(OTHERS);
        mailFromBob(mails);
        others(OTHERS);
        ourWords();
        others(OTHERS);
        desk.write(tx -> desk.cases.close(tx, ending, TestDesk.ALICE));
    }

    CaseDestruction destruction() {
        return destruction(Steps.IGNORED);
    }

    CaseDestruction destruction(Steps steps) {
        return new CaseDestruction(desk.vault(), desk.cases, holds, (_, _) -> sealed, desk.journal, desk.clock, steps);
    }

    ServerMail server() {
        return (account, folder, validity, uids) -> {
            asked.add(account + " " + folder + " " + validity + " " + uids);
            return fate;
        };
    }

    /// Decided and done.
    Destruction destroy() throws VaultException {
        CaseDestruction destruction = destruction();
        return switch (destruction.begin(ending, Optional.empty(), TestDesk.ALICE)) {
            case CaseDestruction.Begun.Decided(long id) -> destruction.carryOn(id, server(), Progress.UNSEEN);
            case CaseDestruction.Begun other -> throw new IllegalStateException("not begun: " + other);
        };
    }

    /// Those words that who has the database's key can still read.
    List<String> left() throws VaultException, IOException {
        DecryptedPages pages = DecryptedPages.of(desk.temp());
        return CANARIES.stream().filter(word -> pages.hold(word) || pages.hold(word.substring(2))).toList();
    }

    boolean holds(String word) throws VaultException, IOException {
        return DecryptedPages.of(desk.temp()).hold(word);
    }

    private void mailFromBob(int mails) throws VaultException {
        for (int i = 0; i < mails; i++) {
            byte[] raw = desk.letter(Cast.bob(), "axolotlbetreff " + i, "bandicootkoerper " + words(i * 7))
                    .encrypted(desk);
            MessageId id = ((Taken.Here) desk.intake().take(raw, new Arrival.Server(ACCOUNT, "INBOX", 7, ++uid))).id();
            fetched.add(raw);
            desk.write(tx -> desk.messages.file(tx, id, ending, TestDesk.ALICE));
        }
        MessageId clear = desk.take(("From: narwhal.stranger@example.com\r\nTo: " + Cast.alice().address()
                + "\r\nMessage-ID: <axolotlbetreff@x>\r\nSubject: axolotlbetreff\r\n\r\nbandicootkoerper\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        desk.write(tx -> desk.messages.file(tx, clear, ending, TestDesk.ALICE));
    }

    private void ourWords() throws VaultException {
        byte[] raw = "Message-ID: <mandrillantwort@ngo.test>\r\nSubject: mandrillantwort\r\n\r\nlemurgesendet\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        MessageId sent = desk.write(tx -> desk.messages.add(tx, new NewMessage(Channel.MAIL, Direction.OUT,
                Optional.of(ending), new Party("alice", Cast.alice().address()),
                List.of(new Party("", Cast.bob().address())), List.of(), desk.clock.instant(), "mandrillantwort",
                "lemurgesendet " + words(900), Optional.empty(),
                List.of(new AttachedFile("dugongdatei.pdf", "application/pdf", ("echidnainhalt " + words(2000))
                        .getBytes(StandardCharsets.UTF_8))),
                Optional.of("mandrillantwort@ngo.test"), List.of(), raw, Optional.empty())));
        desk.write(tx -> tx.insert("""
                INSERT INTO outbox (message, account, sender, bytes, digest, state, since, not_before, attempts)
                VALUES (?, 1, ?, ?, 'abc', 'SENT', 0, 0, 1)""", sent.value(), Cast.alice().address(),
                ("lemurgesendet " + words(900)).getBytes(StandardCharsets.UTF_8)));
        desk.write(tx -> desk.cases.note(tx, ending, "hoatzinnotiz " + words(40), TestDesk.ALICE));
        desk.write(tx -> desk.cases.contactInClear(tx, ending, ContactKind.CALL, "ibexanruf", TestDesk.ALICE));
        DraftId draft = desk.write(tx -> drafts.save(tx, draft("")));
        for (int i = 0; i < 20; i++) {
            String more = words(random.nextInt(400));
            desk.write(tx -> drafts.replace(tx, draft, draft(more)));
        }
        desk.write(tx -> {
            holds.hold(tx, ending, "kakapogrund", TestDesk.ALICE);
            return holds.release(tx, ending, TestDesk.ALICE);
        });
    }

    private MailDraft draft(String more) {
        return new MailDraft(Optional.empty(), "alice", List.of(new Address(Cast.bob().address())), List.of(),
                List.of(), Optional.of(ending), "gavialentwurfsbetreff", "fennecentwurf " + more, List.of(),
                Optional.empty());
    }

    /// Mail of the other case, so many.
    void others(int n) throws VaultException {
        for (int i = 0; i < n; i++) {
            MessageId id = desk.take(("From: " + Cast.amelie().address() + "\r\nMessage-ID: <" + random.nextLong()
                    + "@x>\r\nSubject: bleibt " + words(5) + "\r\n\r\n" + words(random.nextInt(900)) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            desk.write(tx -> desk.messages.file(tx, id, staying, TestDesk.ALICE));
        }
        desk.write(tx -> drafts.save(tx, new MailDraft(Optional.empty(), "alice", List.of(), List.of(), List.of(),
                Optional.of(staying), "bleibt", words(300), List.of(), Optional.empty())));
    }

    /// So many words of one letter and a number.
    private String words(int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append('w').append(random.nextInt(5000)).append(' ');
        }
        return text.toString();
    }

    Set<String> searchesThatFind() throws VaultException {
        Set<String> found = new java.util.TreeSet<>();
        for (String word : CANARIES) {
            if (!desk.read(tx -> desk.messages.search(tx, word, Optional.empty(), 5)).isEmpty()) {
                found.add(word);
            }
        }
        return found;
    }

    @Override
    public void close() throws VaultException {
        desk.close();
    }
}
