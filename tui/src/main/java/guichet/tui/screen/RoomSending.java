package guichet.tui.screen;

import guichet.inbox.chat.Room;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatRelease;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.Grace;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// The way of one message through the chat's gate. It leaves at once: what was said in a room can be taken back there.
final class RoomSending {
    private final Shell shell;
    private final Room room;
    private final Office.Deed deed;

    RoomSending(Shell shell, Room room, Office.Deed deed) {
        this.shell = shell;
        this.room = room;
        this.deed = deed;
    }

    /// @param then once it is in the room and in the outbox
    void send(ChatDraft draft, Runnable then) {
        shell.office().change(deed, shell.texts().say("work.releasing"), _ -> release(draft), release -> {
            switch (release) {
                case ChatRelease.Queued _ -> {
                    shell.desk().channels().hurry();
                    then.run();
                    shell.changed().run();
                }
                case ChatRelease.StillRefused still ->
                    new StopSheet(shell, Optional.of(room)).open(still.refused().refusals());
                case ChatRelease.DraftGone _ -> shell.warn("notice.draft-gone");
            }
        });
    }

    private ChatRelease release(ChatDraft draft) throws VaultException {
        return switch (shell.desk().chat().gate().examine(draft)) {
            case ChatVerdict.Passed passed -> shell.desk().chat().gate().release(passed, Grace.NONE);
            case ChatVerdict.Refused refused -> new ChatRelease.StillRefused(refused);
        };
    }
}
