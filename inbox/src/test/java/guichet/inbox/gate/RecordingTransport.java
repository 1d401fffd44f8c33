package guichet.inbox.gate;

import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A transport that remembers what it was handed, and answers as it is told.
final class RecordingTransport implements Transport<Released.Mail> {
    final List<Released.Mail> sent = new ArrayList<>();
    private final Function<Released.Mail, Outcome> answer;

    RecordingTransport() {
        this(_ -> new Outcome.Sent("250 taken"));
    }

    RecordingTransport(Function<Released.Mail, Outcome> answer) {
        this.answer = answer;
    }

    @Override
    public Outcome send(Released.Mail mail, BeforeContent beforeContent) throws VaultException {
        beforeContent.run();
        sent.add(mail);
        return answer.apply(mail);
    }

    Released.Mail sentTo(Address address) {
        return sent.stream().filter(mail -> mail.envelope().recipients().contains(address)).findFirst().orElseThrow();
    }
}
