package guichet.tui.screen;

import guichet.inbox.gate.Grace;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.gate.SignalRelease;
import guichet.inbox.gate.SignalVerdict;

/// The way of one message through Signal's gate: examined, shown as it will leave or refused with the ways out, and released by a person's act.
final class SignalSending {
    private final Shell shell;
    private final SignalCompose compose;

    SignalSending(Shell shell, SignalCompose compose) {
        this.shell = shell;
        this.compose = compose;
    }

    void examine(SignalDraft draft) {
        shell.office().look(shell.texts().say("work.reading"),
                _ -> shell.desk().signal().desk().gate().examine(draft), verdict -> {
                    switch (verdict) {
                        case SignalVerdict.Passed passed ->
                            SignalLeavingSheet.open(shell, passed.parcel(), () -> release(passed));
                        case SignalVerdict.Refused refused -> refused(refused);
                    }
                });
    }

    private void release(SignalVerdict.Passed passed) {
        shell.office().change(shell.texts().say("work.releasing"),
                _ -> shell.desk().signal().desk().gate().release(passed, Grace.AS_SET), release -> {
                    switch (release) {
                        case SignalRelease.Queued queued -> {
                            compose.close();
                            shell.released().accept(queued.message());
                            shell.desk().channels().hurry();
                            shell.tell("notice.queued-signal");
                            shell.changed().run();
                        }
                        case SignalRelease.StillRefused still -> refused(still.refused());
                        case SignalRelease.DraftGone _ -> shell.warn("notice.draft-gone");
                    }
                });
    }

    private void refused(SignalVerdict.Refused refused) {
        new SignalRefusalSheet(shell, compose, refused).open();
    }
}
