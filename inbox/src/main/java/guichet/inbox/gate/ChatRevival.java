package guichet.inbox.gate;

import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.cases.Messages;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Wall;
import guichet.inbox.chat.Wall.Reader;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.mime.MailBuilder.EncryptedMail;
import guichet.keystore.Address;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the right to send of a row of the outbox, for the chat: encrypted at that moment, to those who are in the room then.
final class ChatRevival {
    private final ChatFooting footing;
    private final RoomKeeping keeping;
    private final ChatWriting writing;
    private final People people;
    private final Messages messages;
    private final Clock clock;
    private final ChatAccounts seats = new ChatAccounts();

    ChatRevival(ChatFooting footing, RoomKeeping keeping, ChatWriting writing, People people, Messages messages,
            Clock clock) {
        this.footing = footing;
        this.keeping = keeping;
        this.writing = writing;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    Revival<Released.Chat> revive(Tx tx, Waiting row) throws VaultException {
        return switch (row.cargo()) {
            case Cargo.Chat chat -> revived(tx, row, chat);
            case Cargo.Mail _,Cargo.Signal _ -> throw new IllegalArgumentException("a message of the chat was meant");
        };
    }

    private Revival<Released.Chat> revived(Tx tx, Waiting row, Cargo.Chat cargo) throws VaultException {
        Optional<ChatForm> form = ChatForm.read(cargo.form());
        if (form.isEmpty() || !Digest.of(cargo.room(), cargo.sender(), cargo.form()).equals(row.digest())) {
            return new Revival.Held<>("altered");
        }
        Optional<ChatAccount> seat = seats.list(tx).stream()
                .filter(one -> one.account().equals(row.account()) && one.address().equals(cargo.sender()))
                .findFirst();
        Optional<RoomRow> room = keeping.find(tx, cargo.room());
        if (seat.isEmpty() || room.isEmpty()) {
            return new Revival.Held<>((seat.isEmpty() ? Why.NO_SEAT : Why.NO_SUCH_ROOM).word());
        }
        List<Reader> readers;
        if (form.get().matter() instanceof ChatMatter.Farewell farewell) {
            readers = room.get().holds(farewell.key())
                    ? List.of()
                    : footing.reader(tx, farewell.key()).stream().toList();
            if (readers.isEmpty()) {
                return new Revival.Held<>(Why.NOT_STAFF.word());
            }
        } else {
            boolean leaves = form.get().matter() instanceof ChatMatter.Removed(Fingerprint key, Address _)
                    && key.equals(seat.get().key());
            if (!room.get().holds(seat.get().key()) && !leaves) {
                return new Revival.Held<>(Why.NOT_A_MEMBER.word());
            }
            Wall.Look look = footing.look(tx, room.get());
            if (!look.isFirm()) {
                return new Revival.Held<>(ChatFooting.refusals(look).getFirst().why().word());
            }
            readers = ChatFooting.others(look, seat.get());
            if (readers.isEmpty()) {
                return new Revival.Held<>(Why.NOBODY_THERE.word());
            }
        }
        return encrypted(tx, row, form.get(), room.get(), seat.get(), readers);
    }

    private Revival<Released.Chat> encrypted(Tx tx, Waiting row, ChatForm form, RoomRow room, ChatAccount seat,
            List<Reader> readers) throws VaultException {
        List<SecretKey> ours = people.allKeys(tx);
        try {
            Optional<SecretKey> signer = ours.stream().filter(key -> key.fingerprint().equals(seat.key())).findFirst();
            if (signer.isEmpty()) {
                return new Revival.Held<>(Why.NO_SEAT.word());
            }
            if (!(signer.get().certificate()
                    .usability(clock.instant()) instanceof Usability.Usable(EncryptionKey own))) {
                return new Revival.Held<>(Why.KEY_UNUSABLE.word());
            }
            EncryptedMail mail = writing.mail(form, room, new ChatWriting.Author(seat, signer.get(), own), readers,
                    clock.instant());
            messages.leavesAs(tx, row.message(), mail.bytes());
            Set<Address> to = readers.stream().map(Reader::address)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return new Revival.Ready<>(new Released.Chat(row.id(), row.account(),
                    new Envelope(seat.address(), List.copyOf(to)), mail.bytes(),
                    new Proof.Encrypted(mail.ciphertext().recipients())));
        } catch (CryptoException e) {
            return new Revival.Held<>(Why.ENCRYPTION_FAILED.word());
        } finally {
            ours.forEach(SecretKey::close);
        }
    }
}
