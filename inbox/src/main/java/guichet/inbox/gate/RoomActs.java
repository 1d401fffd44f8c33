package guichet.inbox.gate;

import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Messages;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.RoomKeeping;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Rooms;
import guichet.inbox.gate.ChatRefusal.Why;
import guichet.inbox.journal.Actor;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// What is done to a message of a room: a reaction, other words, taking it back. In the caller's transaction, with the message that tells it.
final class RoomActs {
    private final ChatFooting footing;
    private final RoomKeeping keeping;
    private final ChatDeparture departure;
    private final Messages messages;
    private final Rooms rooms;

    RoomActs(ChatFooting footing, RoomKeeping keeping, Rooms rooms, ChatDeparture departure, Messages messages) {
        this.footing = footing;
        this.keeping = keeping;
        this.rooms = rooms;
        this.departure = departure;
        this.messages = messages;
    }

    ChatChanged react(Tx tx, MessageId target, String emoji, Actor by) throws VaultException {
        if (emoji.length() > 32 || emoji.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a reaction");
        }
        return act(tx, target, by, Whose.ANYBODYS, wireId -> new ChatMatter.Reaction(wireId, emoji.strip()));
    }

    ChatChanged edit(Tx tx, MessageId target, String body, Actor by) throws VaultException {
        if (body.isBlank()) {
            throw new IllegalArgumentException("nothing to say");
        }
        String before = messages.show(tx, target).map(Message::body).orElse("");
        return act(tx, target, by, Whose.ONES_OWN, wireId -> new ChatMatter.Edit(wireId, before, body));
    }

    ChatChanged delete(Tx tx, MessageId target, Actor by) throws VaultException {
        return act(tx, target, by, Whose.ONES_OWN, ChatMatter.Deletion::new);
    }

    private enum Whose {
        ANYBODYS, ONES_OWN
    }

    @FunctionalInterface
    private interface About {
        ChatMatter of(String wireId);
    }

    private ChatChanged act(Tx tx, MessageId target, Actor by, Whose whose, About about) throws VaultException {
        Optional<RoomId> id = rooms.of(tx, target);
        Optional<RoomRow> room = id.isEmpty() ? Optional.empty() : keeping.find(tx, id.get());
        Optional<ChatAccount> seat = footing.seat(tx, by.person());
        Optional<ChatRefusal> standing = footing.standing(tx, room, seat);
        if (standing.isPresent()) {
            return ChatChanged.refused(standing.get());
        }
        List<ChatRefusal> inTheWay = footing.inTheWay(tx, room.orElseThrow());
        if (!inTheWay.isEmpty()) {
            return new ChatChanged.Refused(inTheWay);
        }
        Optional<String> wireId = messages.threading(tx, target).own();
        boolean may = whose == Whose.ANYBODYS
                || keeping.author(tx, target).filter(seat.get().key()::equals).isPresent();
        if (wireId.isEmpty() || !may) {
            return ChatChanged.refused(ChatRefusal.of(Why.NOT_POSSIBLE));
        }
        ChatMatter matter = about.of(wireId.get());
        departure.queue(tx, seat.get(), by.person(), room.get(), matter);
        switch (matter) {
            case ChatMatter.Reaction(String _, String emoji) ->
                keeping.react(tx, target, seat.get().key(), emoji);
            case ChatMatter.Edit(String _, String _, String body) ->
                keeping.edit(tx, target, seat.get().key(), body);
            case ChatMatter.Deletion _ -> keeping.delete(tx, target, seat.get().key());
            case ChatMatter.Words _,ChatMatter.Added _,ChatMatter.Removed _,ChatMatter.Renamed _,ChatMatter.Farewell _ ->
                throw new IllegalStateException("nothing that is done to a message");
        }
        return new ChatChanged.Done(room.get().id());
    }
}
