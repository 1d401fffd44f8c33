package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/// What the words of the chat's commands name.
final class FindChat {
    private static final String TEAM = "team";

    private FindChat() {
    }

    /// By number (`chat:12`, `12`), by the case that it is about, as `team`, or by the colleague of a direct conversation. Else exit 5.
    static Room room(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        return find(vault, tx, typed).orElseThrow(() -> new Failure(Exit.NOT_FOUND, "no-such-room", typed));
    }

    private static Optional<Room> find(Workspace vault, Tx tx, String typed) throws VaultException {
        if (typed.equals(TEAM)) {
            return vault.chat().rooms().team(tx);
        }
        Optional<CaseId> caseId = CaseId.parse(typed);
        if (caseId.isPresent()) {
            Optional<Room> now = vault.chat().rooms().ofCase(tx, caseId.get());
            return now.isPresent() ? now : vault.chat().rooms().ofPastCase(tx, caseId.get());
        }
        Optional<RoomId> id = RoomId.parse(typed);
        if (id.isPresent()) {
            return vault.chat().rooms().find(tx, id.get());
        }
        Optional<ChatAccount> seat = vault.chat().accounts().ofPerson(tx, vault.person().id());
        Optional<Colleague> colleague = onStaff(vault, tx, typed);
        return seat.isPresent() && colleague.isPresent()
                ? vault.chat().rooms().direct(tx, seat.get(), colleague.get().key())
                : Optional.empty();
    }

    /// The seat of the person who works here. Else exit 3.
    static ChatAccount seat(Workspace vault, Tx tx) throws VaultException, Failure {
        return vault.chat().accounts().ofPerson(tx, vault.person().id())
                .orElseThrow(() -> new Failure(Exit.REFUSED, "no-seat"));
    }

    /// Somebody on the staff list, by address or fingerprint. Whoever is not on it is refused (exit 3): what is known of them outside is no way in.
    static Colleague colleague(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Optional<Colleague> found = onStaff(vault, tx, typed);
        if (found.isPresent()) {
            return found.get();
        }
        Optional<Address> address = Address.parse(typed);
        List<CaseId> cases = address.isPresent() ? vault.chat().outsiders().casesOf(tx, address.get()) : List.of();
        throw cases.isEmpty()
                ? new Failure(Exit.REFUSED, "not-on-staff", typed)
                : new Failure(Exit.REFUSED, "contact-of-a-case", typed, cases.getFirst());
    }

    /// Somebody in a room, by address or fingerprint. Else exit 5.
    static Member member(Workspace vault, Tx tx, RoomId room, String typed) throws VaultException, Failure {
        Optional<Address> address = Address.parse(typed);
        Optional<Fingerprint> key = fingerprint(typed);
        return vault.chat().rooms().members(tx, room).stream()
                .filter(member -> address.isPresent()
                        ? member.address().equals(address.get())
                        : key.equals(Optional.of(member.key())))
                .findFirst().orElseThrow(() -> new Failure(Exit.NOT_FOUND, "not-in-room", typed));
    }

    private static Optional<Colleague> onStaff(Workspace vault, Tx tx, String typed) throws VaultException {
        Optional<Address> address = Address.parse(typed);
        if (address.isPresent()) {
            return vault.chat().staff().find(tx, address.get());
        }
        Optional<Fingerprint> key = fingerprint(typed);
        return key.isPresent() ? vault.chat().staff().find(tx, key.get()) : Optional.empty();
    }

    static Optional<Fingerprint> fingerprint(String typed) {
        try {
            return Optional.of(Fingerprint.parse(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
