package guichet.tui.command;

import guichet.inbox.gate.Gate;
import guichet.keystore.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a person says to let one message out in the clear.
final class OverrideOptions {
    @Option(names = "--send-unencrypted", arity = "1..*", paramLabel = "ADDRESS")
    List<Address> inClear = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT")
    Optional<String> reason = Optional.empty();

    void check() throws Failure {
        if (inClear.isEmpty() && reason.isPresent()) {
            throw new Failure(Exit.USAGE, "reason-without-address");
        }
        if (!inClear.isEmpty() && reason.map(String::strip).orElse("").length() < Gate.MIN_REASON) {
            throw new Failure(Exit.USAGE, "reason-too-short", Gate.MIN_REASON);
        }
    }

    /// Everything on Signal is encrypted: there is nothing to let out in the clear.
    void refuseOnSignal() throws Failure {
        if (!inClear.isEmpty() || reason.isPresent()) {
            throw new Failure(Exit.USAGE, "signal-no-override");
        }
    }

    /// Nor in the internal chat.
    void refuseOnChat() throws Failure {
        if (!inClear.isEmpty() || reason.isPresent()) {
            throw new Failure(Exit.USAGE, "chat-no-override");
        }
    }

    boolean asked() {
        return !inClear.isEmpty();
    }
}
