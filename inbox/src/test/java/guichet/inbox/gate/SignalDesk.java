package guichet.inbox.gate;

import guichet.crypto.Cast;
import guichet.inbox.AccountId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalMessages;
import guichet.inbox.signal.SignalSent;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Alice's desk with a Signal account: Bob's safety number was accepted, Mallory's was seen and nobody has looked at it.
final class SignalDesk implements AutoCloseable {
    static final SignalRecipient.PhoneNumber OURS = new SignalRecipient.PhoneNumber("+33100000001");
    static final SignalRecipient.Aci BOB = new SignalRecipient.Aci(new UUID(7, 1));
    static final SignalRecipient.PhoneNumber BOBS_NUMBER = new SignalRecipient.PhoneNumber("+33612345678");
    static final SignalRecipient.Aci MALLORY = new SignalRecipient.Aci(new UUID(7, 2));
    static final SignalRecipient.PhoneNumber STRANGER = new SignalRecipient.PhoneNumber("+33699999999");
    static final SafetyNumber BOBS_KEY = key('b');
    static final SafetyNumber ANOTHER_KEY = key('c');

    final GateDesk desk = new GateDesk();
    final Settings settings = new Settings();
    final SignalIdentities identities = new SignalIdentities(settings);
    final SignalAccounts accounts = new SignalAccounts(identities, desk.clock);
    final SignalMessages signal = new SignalMessages(identities);
    final SignalSent sent = new SignalSent(identities,
            new IncomingSignal(desk.journal, desk.keyring, desk.clock), settings, desk.journal, desk.clock);
    final SignalGate gate = new SignalGate(desk.vault, identities, accounts, signal, sent, desk.messages, settings,
            desk.clock);
    final AccountId account;
    final SignalIdentityId bob;

    SignalDesk() throws VaultException {
        account = desk.vault.write(tx -> accounts.add(tx, OURS, "signal-cli", Optional.empty()));
        bob = desk.vault.write(tx -> {
            SignalIdentityId id = identities.met(tx, Optional.of(BOB), Optional.of(BOBS_NUMBER), "Bob", Cast.NOW).id();
            identities.saw(tx, id, BOBS_KEY, Cast.NOW);
            identities.accept(tx, id, BOBS_KEY, desk.alice, Cast.NOW);
            return id;
        });
        desk.vault.write(tx -> {
            SignalIdentityId id = identities.met(tx, Optional.of(MALLORY), Optional.empty(), "Bob", Cast.NOW).id();
            return identities.saw(tx, id, key('d'), Cast.NOW);
        });
    }

    static SafetyNumber key(char digit) {
        return new SafetyNumber(String.valueOf(digit).repeat(66), "");
    }

    static SignalDraft draft(SignalRecipient to, String body) {
        return new SignalDraft(Optional.empty(), "alice", to, Optional.empty(), body, List.of(), Optional.empty());
    }

    static SignalDraft withFile(SignalRecipient to) {
        return new SignalDraft(Optional.empty(), "alice", to, Optional.empty(), "Voici",
                List.of(new AttachedFile("analyses.pdf", "application/pdf",
                        "%PDF".getBytes(StandardCharsets.US_ASCII))),
                Optional.empty());
    }

    SignalRelease.Queued released(SignalDraft draft) throws VaultException {
        return (SignalRelease.Queued) gate.release((SignalVerdict.Passed) gate.examine(draft), Grace.NONE);
    }

    /// What signal-cli lists from now on for somebody.
    void nowHas(SignalIdentityId id, SafetyNumber key) throws VaultException {
        desk.vault.write(tx -> identities.saw(tx, id, key, desk.clock.instant()));
    }

    Courier courier(Wire wire) {
        return new Courier(desk.vault, gate, desk.journal, wire, _ -> Optional.empty(), sent, desk.clock);
    }

    OutboxRow row(OutboxId id) throws VaultException {
        return desk.vault.read(tx -> desk.outbox.find(tx, id)).orElseThrow();
    }

    @Override
    public void close() throws VaultException {
        desk.close();
    }

    /// A transport that remembers what it was handed, and answers as it is told.
    static final class Wire implements Transport<Released.Signal> {
        final List<Released.Signal> sent = new ArrayList<>();
        private final Function<Released.Signal, Outcome> answer;

        Wire(Function<Released.Signal, Outcome> answer) {
            this.answer = answer;
        }

        @Override
        public Outcome send(Released.Signal message, BeforeContent beforeContent) throws VaultException {
            beforeContent.run();
            sent.add(message);
            return answer.apply(message);
        }
    }
}
