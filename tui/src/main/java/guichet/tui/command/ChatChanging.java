package guichet.tui.command;

import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;

/// Changes rooms, and lets what tells their members of it leave, as far as it gets now.
final class ChatChanging {
    private final Workspace vault;
    private final Output out;

    ChatChanging(Workspace vault, Output out) {
        this.vault = vault;
        this.out = out;
    }

    Exit change(RoomId room, ChatChange change) throws Failure, VaultException, IOException {
        return tell(vault.chat().gate().change(room, change, vault.actor(Via.COMMAND)));
    }

    Exit tell(ChatChanged changed) throws Failure, VaultException, IOException {
        return switch (changed) {
            case ChatChanged.Done(RoomId room) -> {
                Delivery.Result result = new Delivery(vault).deliver(leaving(room));
                out.answer(new JsonLine().put("room", room.text()).put("status", result.status()),
                        out.sentences().tell("chat.changed-" + result.status(), room.text()));
                result.tellWords(vault, out);
                yield result.exit();
            }
            case ChatChanged.Refused(List<ChatRefusal> refusals) -> {
                out.answer(new JsonLine().put("status", "refused").objects("refusals",
                        refusals.stream().map(ChatSending::json).toList()),
                        out.sentences().tell("chat.refused") + ChatSending.text(refusals, vault, out.sentences()));
                yield Exit.REFUSED;
            }
        };
    }

    /// What of that room is on its way: the news of the change, and whatever was said before.
    private List<OutboxId> leaving(RoomId room) throws VaultException {
        return vault.vault().read(vault.outbox()::list).stream()
                .filter(row -> row.isOnItsWay() && row.to().contains(room.text())).map(OutboxRow::id).toList();
    }
}
