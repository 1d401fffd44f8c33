package guichet.inbox.gate;

import guichet.crypto.EncryptionKey;
import guichet.inbox.chat.ChatAccount;
import guichet.inbox.chat.RoomRow;
import guichet.inbox.chat.Wall.Reader;
import java.util.List;

/// Everything that a room's message rests on when it leaves, at one moment: what it says, the room with everybody who was ever in it, who writes, and who reads it by
/// which key and by whose decision. Where two are equal, what was encrypted on the one may leave on the other.
///
/// @param digest  of what it says and into which room, looked at
/// @param own     of whoever writes
/// @param readers without whoever writes
record ChatGround(OutboxId row, String digest, RoomRow room, ChatAccount seat, EncryptionKey own,
        List<Reader> readers) {
    ChatGround {
        readers = List.copyOf(readers);
    }
}
