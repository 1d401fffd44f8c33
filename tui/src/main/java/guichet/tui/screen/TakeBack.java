package guichet.tui.screen;

import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Outbox.TakenBack;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.SignalDraft;

/// Taking back what has not left: it opens as the text that it was.
final class TakeBack {
    private TakeBack() {
    }

    static void start(Shell shell, OutboxId id) {
        shell.office().change(shell.texts().say("work.writing"),
                _ -> shell.desk().outbox().takeBack(id, shell.desk().actor()), outcome -> {
                    switch (outcome) {
                        case TakenBack.AsDraft back -> write(shell, back.draft());
                        case TakenBack.ThisMailAlone _ -> shell.warn("notice.withdrawn-alone");
                        case TakenBack.TooLate late ->
                            shell.warn("notice.too-late", shell.texts().of(late.state()));
                        case TakenBack.NoSuchRow _ -> shell.warn("notice.too-late-gone");
                    }
                    shell.changed().run();
                });
    }

    private static void write(Shell shell, DraftId id) {
        shell.office().read(tx -> shell.desk().drafts().find(tx, id), found -> found.ifPresent(draft -> {
            switch (draft) {
                case MailDraft mail -> Compose.open(shell, Letter.of(mail));
                case SignalDraft signal -> SignalCompose.open(shell, SignalLetter.of(signal));
                case ChatDraft chat -> RoomView.open(shell, chat.room());
            }
            shell.tell("notice.taken-back");
        }));
    }
}
