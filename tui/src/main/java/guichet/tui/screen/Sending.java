package guichet.tui.screen;

import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Verdict;

/// The way of one letter through the gate: examined, shown as it will leave or refused with the ways out, and released by
/// a person's act.
final class Sending {
    private final Shell shell;
    private final Compose compose;

    Sending(Shell shell, Compose compose) {
        this.shell = shell;
        this.compose = compose;
    }

    void examine(MailDraft draft) {
        shell.office().look(shell.texts().say("work.encrypting"), _ -> shell.desk().gate().examine(draft), verdict -> {
            switch (verdict) {
                case Verdict.Passed passed -> LeavingSheet.open(shell, passed, () -> release(passed));
                case Verdict.Refused refused -> refused(refused);
            }
        });
    }

    private void release(Verdict.Passed passed) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().gate().release(passed, shell.desk().actor(), Grace.AS_SET), this::released);
    }

    /// What the gate answered to a release or an override.
    void released(Gate.Release release) {
        switch (release) {
            case Gate.Release.Queued queued -> {
                compose.close();
                shell.released().accept(queued.message());
                shell.desk().channels().hurry();
                shell.tell(queued.journalEntries().isEmpty() ? "notice.queued" : "notice.queued-clear");
                shell.changed().run();
            }
            case Gate.Release.StillRefused still -> refused(still.refused());
            case Gate.Release.DraftGone _ -> shell.warn("notice.draft-gone");
            case Gate.Release.BadOverride bad -> shell.warn("notice.bad-override", shell.texts().of(bad.flaw()));
        }
    }

    private void refused(Verdict.Refused refused) {
        new RefusalSheet(shell, compose, this, refused).open();
    }
}
