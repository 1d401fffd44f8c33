package guichet.inbox.gate;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.EncryptionKey;
import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.crypto.Usability;
import guichet.inbox.cases.MailIdentity;
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
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the right to send of a row of the outbox, for the chat: encrypted to those who are in the room at that moment.
///
/// In two steps, so that nobody waits for the vault while 20 keys are encrypted to: encrypted outside of any transaction, on what the vault said before; released in the
/// transaction that lets it go, and only where the vault still says the same.
final class ChatRevival {
    private final Vault vault;
    private final ChatFooting footing;
    private final RoomKeeping keeping;
    private final ChatWriting writing;
    private final People people;
    private final Messages messages;
    private final Clock clock;
    private final ChatAccounts seats = new ChatAccounts();

    ChatRevival(Vault vault, ChatFooting footing, RoomKeeping keeping, ChatWriting writing, People people,
            Messages messages, Clock clock) {
        this.vault = vault;
        this.footing = footing;
        this.keeping = keeping;
        this.writing = writing;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    /// Empty where something is in its way.
    Optional<ChatSealed> seal(Waiting row) throws VaultException {
        return switch (vault.read(tx -> ground(tx, row))) {
            case Footed.On(ChatGround ground) -> Optional.of(sealed(row, ground));
            case Footed.Nowhere _ -> Optional.empty();
        };
    }

    Revival<Released.Chat> revive(Tx tx, Waiting row, Optional<ChatSealed> sealed) throws VaultException {
        return switch (ground(tx, row)) {
            case Footed.On(ChatGround ground) -> sealed.isPresent() && sealed.get().ground().equals(ground)
                    ? released(tx, row, sealed.get())
                    : new Revival.Again<>();
            case Footed.Nowhere(String why) -> new Revival.Held<>(why);
        };
    }

    private Revival<Released.Chat> released(Tx tx, Waiting row, ChatSealed sealed) throws VaultException {
        if (sealed.mail().isEmpty()) {
            return new Revival.Held<>(Why.ENCRYPTION_FAILED.word());
        }
        ChatSealed.Mail mail = sealed.mail().get();
        messages.leavesAs(tx, row.message(), mail.identity());
        Set<Address> to = sealed.ground().readers().stream().map(Reader::address)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Revival.Ready<>(new Released.Chat(row.id(), row.account(),
                new Envelope(sealed.ground().seat().address(), List.copyOf(to)), mail.encrypted().bytes(),
                new Proof.Encrypted(mail.encrypted().ciphertext().recipients())));
    }

    private sealed interface Footed {
        record On(ChatGround ground) implements Footed {
        }

        /// @param why a contract's word
        record Nowhere(String why) implements Footed {
        }
    }

    private static Footed nowhere(Why why) {
        return new Footed.Nowhere(why.word());
    }

    private static Cargo.Chat cargo(Waiting row) {
        return switch (row.cargo()) {
            case Cargo.Chat chat -> chat;
            case Cargo.Mail _,Cargo.Signal _ -> throw new IllegalArgumentException("a message of the chat was meant");
        };
    }

    private Footed ground(Tx tx, Waiting row) throws VaultException {
        Cargo.Chat cargo = cargo(row);
        Optional<ChatForm> form = ChatForm.read(cargo.form());
        if (form.isEmpty() || !Digest.of(cargo.room(), cargo.sender(), cargo.form()).equals(row.digest())) {
            return new Footed.Nowhere("altered");
        }
        Optional<ChatAccount> seat = seats.list(tx).stream()
                .filter(one -> one.account().equals(row.account()) && one.address().equals(cargo.sender()))
                .findFirst();
        Optional<RoomRow> room = keeping.find(tx, cargo.room());
        if (seat.isEmpty() || room.isEmpty()) {
            return nowhere(seat.isEmpty() ? Why.NO_SEAT : Why.NO_SUCH_ROOM);
        }
        if (room.get().isPast()) {
            return nowhere(Why.PAST_ROOM);
        }
        List<Reader> readers;
        if (form.get().matter() instanceof ChatMatter.Farewell farewell) {
            readers = room.get().holds(farewell.key())
                    ? List.of()
                    : footing.reader(tx, farewell.key()).stream().toList();
            if (readers.isEmpty()) {
                return nowhere(Why.NOT_STAFF);
            }
        } else {
            boolean leaves = form.get().matter() instanceof ChatMatter.Removed(Fingerprint key, Address _)
                    && key.equals(seat.get().key());
            if (!room.get().holds(seat.get().key()) && !leaves) {
                return nowhere(Why.NOT_A_MEMBER);
            }
            Wall.Look look = footing.look(tx, room.get());
            if (!look.isFirm()) {
                return new Footed.Nowhere(ChatFooting.refusals(look).getFirst().why().word());
            }
            readers = ChatFooting.others(look, seat.get());
            if (readers.isEmpty()) {
                return nowhere(Why.NOBODY_THERE);
            }
        }
        return ours(tx, row, room.get(), seat.get(), readers);
    }

    private Footed ours(Tx tx, Waiting row, RoomRow room, ChatAccount seat, List<Reader> readers)
            throws VaultException {
        Optional<Certificate> own = people.allCertificates(tx).stream()
                .filter(one -> one.fingerprint().equals(seat.key())).findFirst();
        if (own.isEmpty()) {
            return nowhere(Why.NO_SEAT);
        }
        return own.get().usability(clock.instant()) instanceof Usability.Usable(EncryptionKey key)
                ? new Footed.On(new ChatGround(row.id(), row.digest(), room, seat, key, readers))
                : nowhere(Why.KEY_UNUSABLE);
    }

    private ChatSealed sealed(Waiting row, ChatGround ground) throws VaultException {
        ChatForm form = ChatForm.read(cargo(row).form()).orElseThrow();
        List<SecretKey> ours = vault.read(people::allKeys);
        try {
            Optional<SecretKey> signer = ours.stream().filter(key -> key.fingerprint().equals(ground.seat().key()))
                    .findFirst();
            if (signer.isEmpty()) {
                return new ChatSealed(ground, Optional.empty());
            }
            EncryptedMail mail = writing.mail(form, ground.room(),
                    new ChatWriting.Author(ground.seat(), signer.get(), ground.own()), ground.readers(),
                    clock.instant());
            return new ChatSealed(ground,
                    Optional.of(new ChatSealed.Mail(mail, MailIdentity.of(mail.bytes()))));
        } catch (CryptoException e) {
            return new ChatSealed(ground, Optional.empty());
        } finally {
            ours.forEach(SecretKey::close);
        }
    }
}
