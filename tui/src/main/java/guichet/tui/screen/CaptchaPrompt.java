package guichet.tui.screen;

import guichet.inbox.AccountId;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalChannel;

/// Takes what the captcha's page gave, and hands it to Signal's service.
final class CaptchaPrompt {
    private final Shell shell;

    CaptchaPrompt(Shell shell) {
        this.shell = shell;
    }

    private enum Handed {
        TAKEN, REFUSED, ELSEWHERE
    }

    /// @param token of the challenge
    /// @param then  once it is clear what became of it
    void open(AccountId account, String token, Runnable then) {
        Prompt.open(shell, shell.line("captcha.give"), shell.line("captcha.ask"),
                solution -> shell.office().look(shell.texts().say("captcha.working"),
                        _ -> hand(account, token, solution), handed -> {
                            switch (handed) {
                                case TAKEN -> {
                                    shell.desk().channels().hurry();
                                    shell.tell("captcha.taken");
                                }
                                case REFUSED -> shell.warn("captcha.refused");
                                case ELSEWHERE -> shell.warn("captcha.elsewhere");
                            }
                            then.run();
                        }));
    }

    private Handed hand(AccountId account, String token, String solution) throws VaultException {
        SignalChannel channel = shell.desk().signal().desk().channel();
        if (channel.bridge(account).isEmpty()) {
            return Handed.ELSEWHERE;
        }
        try {
            if (!channel.solve(account, token, solution)) {
                return Handed.REFUSED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Handed.REFUSED;
        }
        shell.desk().outbox().letGoOn(account);
        return Handed.TAKEN;
    }
}
