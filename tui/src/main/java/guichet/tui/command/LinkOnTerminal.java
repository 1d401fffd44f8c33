package guichet.tui.command;

import guichet.inbox.AccountId;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.QrCode;
import guichet.tui.workspace.LinkAttempt;
import guichet.tui.workspace.LinkAttempt.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Linking with a person at a terminal: what is to be scanned stands on standard error, since it is no answer.
final class LinkOnTerminal {
    private final Surroundings around;
    private final Output out;

    LinkOnTerminal(Surroundings around, Output out) {
        this.around = around;
        this.out = out;
    }

    /// Returns once the account is linked here.
    ///
    /// @throws Failure where it is not
    AccountId run(LinkAttempt attempt) throws Failure, VaultException, IOException {
        return switch (outcome(attempt)) {
            case Outcome.Linked linked -> linked.account();
            case Outcome.AlreadyLinked linked -> {
                out.tell("link.already");
                yield linked.account();
            }
            case Outcome.OtherAccount other -> throw new Failure(Exit.FAILED, "link-other", other.number());
            case Outcome.TimedOut _,Outcome.Cancelled _ -> throw new Failure(Exit.FAILED, "link-timed-out");
            case Outcome.ServedElsewhere _ -> throw new Failure(Exit.FAILED, "link-elsewhere");
            case Outcome.Failed failed -> throw new Failure(Exit.FAILED, "link-failed",
                    Troubles.sentence(failed.fault().stored(), out.sentences()));
        };
    }

    private Outcome outcome(LinkAttempt attempt) throws VaultException, IOException {
        try {
            return attempt.run(this::show);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void show(String uri) {
        QrCode code = QrCode.of(uri);
        out.tell("link.scan", code.columns(), code.rows() + 2);
        CodeOnTerminal.show(code, around.err(), around);
        out.tell("link.uri", uri);
        if (out.form() == Output.Form.JSON) {
            out.answer(new JsonLine().put("uri", uri), "");
        }
        try {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
