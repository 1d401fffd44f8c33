package guichet.tui.workspace;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.ChatAlarms;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Outsiders;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.StaffList;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.Person;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The internal chat of an open vault: who may be in rooms, the rooms, and the one way into them. Any thread.
public final class ChatDesk {
    private final ChatAccounts accounts = new ChatAccounts();
    private final StaffList staff = new StaffList();
    private final Keyring keyring;
    private final Pinning pinning;
    private final Outsiders outsiders;
    private final ChatAlarms alarms;
    private final Rooms rooms;
    private final ChatGate gate;
    private final Journal journal;
    private final Clock clock;

    public ChatDesk(Keyring keyring, Contacts contacts, Journal journal, ChatGate gate, Clock clock) {
        this.keyring = keyring;
        this.pinning = new Pinning(contacts, keyring, journal, clock);
        this.outsiders = new Outsiders(contacts, keyring);
        this.alarms = new ChatAlarms(journal, keyring, clock);
        this.rooms = new Rooms(keyring);
        this.gate = gate;
        this.journal = journal;
        this.clock = clock;
    }

    public ChatAccounts accounts() {
        return accounts;
    }

    public StaffList staff() {
        return staff;
    }

    public Pinning pinning() {
        return pinning;
    }

    public Outsiders outsiders() {
        return outsiders;
    }

    public ChatAlarms alarms() {
        return alarms;
    }

    public Rooms rooms() {
        return rooms;
    }

    public ChatGate gate() {
        return gate;
    }

    /// Gives a person of this vault a seat on a mail account; journalled.
    ///
    /// @throws VaultException CONFLICT where the person, or the account, has one
    public ChatAccount takeSeat(Tx tx, Person person, AccountId mail, Address address, String name, Actor by)
            throws VaultException {
        ChatAccount seat = accounts.add(tx, mail, address, person, name, clock.instant());
        journal.append(tx, JournalKind.CHAT_SEAT_ADDED, Payload.by(by).over(Channel.CHAT).saying(address.value()));
        return seat;
    }

    /// What colleagues need to write to this seat.
    public StaffCard card(Tx tx, ChatAccount seat) throws VaultException {
        KnownKey key = keyring.find(tx, seat.key()).orElseThrow();
        return new StaffCard(seat.name(), seat.address(), key.certificate());
    }

    /// The cards of all who are in a room and pinned, ours among them.
    public List<StaffCard> cards(Tx tx, RoomId room) throws VaultException {
        List<StaffCard> cards = new ArrayList<>();
        for (Member member : rooms.members(tx, room)) {
            Optional<KnownKey> key = switch (member.whose()) {
                case OURS, COLLEAGUE -> keyring.find(tx, member.key());
                case NOBODYS -> Optional.empty();
            };
            key.ifPresent(found -> cards.add(new StaffCard(member.name(), member.address(), found.certificate())));
        }
        return List.copyOf(cards);
    }

    /// The card of somebody on the staff list.
    public Optional<StaffCard> card(Tx tx, Colleague colleague) throws VaultException {
        return keyring.find(tx, colleague.key())
                .map(key -> new StaffCard(colleague.name(), colleague.address(), key.certificate()));
    }

    /// What a colleague's camera reads to compare our key: Delta Chat's own form, without a secret of a handshake, which Guichet does not do.
    public static String code(StaffCard card) {
        return "OPENPGP4FPR:" + card.certificate().fingerprint().hex() + "#a="
                + percentEncoded(card.address().value()) + "&n=" + percentEncoded(card.name());
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
