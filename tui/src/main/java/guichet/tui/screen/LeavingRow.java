package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Moments;
import guichet.tui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A row of the outbox as people read it.
///
/// @param to as people call them
record LeavingRow(OutboxRow row, String to) {
    static LeavingRow of(Tx tx, Desk desk, OutboxRow row) throws VaultException {
        List<String> names = new ArrayList<>();
        for (String each : row.to()) {
            names.add(name(tx, desk, row, each));
        }
        return new LeavingRow(row, String.join(", ", names));
    }

    private static String name(Tx tx, Desk desk, OutboxRow row, String to) throws VaultException {
        Optional<RoomId> room = row.channel() == Channel.CHAT ? RoomId.parse(to) : Optional.empty();
        return room.isPresent()
                ? desk.chat().rooms().find(tx, room.get()).map(Room::name).orElse(to)
                : desk.signal().desk().names().of(tx, to);
    }

    static List<LeavingRow> of(Tx tx, Desk desk, List<OutboxRow> rows) throws VaultException {
        List<LeavingRow> all = new ArrayList<>();
        for (OutboxRow row : rows) {
            all.add(of(tx, desk, row));
        }
        return List.copyOf(all);
    }

    /// Why it waits, failed, is held or unknown, and until when it waits; empty where there is nothing to say.
    Optional<String> why(Texts texts, Moments moments) {
        Optional<String> error = row.error().filter(text -> !text.isBlank())
                .map(text -> ChannelTrouble.sentence(text, texts));
        return row.isPutOff()
                ? Optional.of(error.map(text -> text + " ").orElse("")
                        + texts.say("outbox.again-at", moments.soon(row.notBefore())))
                : error;
    }
}
