package guichet.tui.screen;

import guichet.inbox.AccountId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedGroup;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDecisions.Decider;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.VaultSignalIntake;
import guichet.keystore.Contact;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.SignalRecipient.Aci;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Bob, who writes to a Signal account of a rig's vault.
final class BobOnSignal {
    static final PhoneNumber US = new PhoneNumber("+33700000001");
    static final PhoneNumber NUMBER = new PhoneNumber("+33612345678");
    static final Aci ACI = new Aci(new UUID(0x2222222222224222L, 0x8222222222222222L));

    static final SignalRecipient.Group GROUP = new SignalRecipient.Group("AAECAwQFBgcICQoLDA0ODw==");

    private final ScreenRig rig;
    private SafetyNumber key = key('1');
    private long position;

    BobOnSignal(ScreenRig rig) {
        this.rig = rig;
    }

    private static SafetyNumber key(char digit) {
        return new SafetyNumber("05" + String.valueOf(digit).repeat(64),
                (String.valueOf(digit).repeat(5) + " ").repeat(12).strip());
    }

    /// In a group that somebody reads who has never written.
    BobOnSignal saysInAGroup(String text) throws VaultException {
        says(text, ",\"groupInfo\":{\"groupId\":\"" + GROUP.base64Id()
                + "\",\"groupName\":\"Collectif\",\"type\":\"DELIVER\"}");
        AccountId account = rig.desk.read(rig.signal().accounts()::list).getFirst().id();
        intake().groups(account, List.of(new ObservedGroup(GROUP,
                List.of(new ObservedGroup.Member(Optional.of(ACI), Optional.of(NUMBER)),
                        new ObservedGroup.Member(Optional.empty(), Optional.of(US)),
                        new ObservedGroup.Member(Optional.of(new Aci(new UUID(7, 0x8000000000000003L))),
                                Optional.of(new PhoneNumber("+33722222222")))))));
        return this;
    }

    BobOnSignal says(String text) throws VaultException {
        return says(text, "");
    }

    private BobOnSignal says(String text, String more) throws VaultException {
        position++;
        long sent = rig.desk.clock.instant().toEpochMilli() + position;
        String line = """
                {"account":"%s","envelope":{"source":"%s","sourceNumber":"%s","sourceUuid":"%s","sourceName":"Bob",\
                "sourceDevice":1,"timestamp":%d,"serverReceivedTimestamp":%d,"serverDeliveredTimestamp":%d,\
                "dataMessage":{"timestamp":%d,"message":"%s","expiresInSeconds":0,"viewOnce":false%s}}}"""
                .formatted(US.e164(), NUMBER.e164(), NUMBER.e164(), ACI.id(), sent, sent, sent, sent, text, more);
        take(List.of(new SignalDelivery(line.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    /// He has another telephone, and signal-cli has noticed.
    BobOnSignal changesKey() throws VaultException {
        key = key('2');
        position++;
        take(List.of());
        return this;
    }

    private void take(List<SignalDelivery> lines) throws VaultException {
        SignalStores signal = rig.signal();
        AccountId account = rig.desk.write(tx -> signal.accounts().list(tx).isEmpty()
                ? signal.accounts().add(tx, US, "signal-cli", Optional.empty())
                : signal.accounts().list(tx).getFirst().id());
        intake().takeAll(lines, new SpoolMark(account, "spool", position),
                List.of(new ObservedIdentity(ACI, Optional.of(NUMBER), key)),
                (id, most) -> new AttachmentFiles.Contents.Missing());
    }

    private VaultSignalIntake intake() {
        SignalStores signal = rig.signal();
        return new VaultSignalIntake(rig.desk.vault(), signal.identities(), signal.accounts(),
                new IncomingSignal(rig.desk.journal, rig.desk.keyring, rig.desk.clock), rig.desk.settings,
                rig.desk.journal, rig.desk.clock);
    }

    BobOnSignal accepted() throws VaultException {
        Decider alice = new Decider(TestDesk.ALICE, rig.desk.alice().id());
        SignalIdentity bob = known();
        SignalDecided decided = rig.desk
                .write(tx -> rig.signal().decisions().accept(tx, bob.id(), bob.key().orElseThrow(), alice));
        if (!(decided instanceof SignalDecided.Done)) {
            throw new IllegalStateException("not accepted: " + decided);
        }
        return this;
    }

    /// One contact, by mail at bob@example.org and on Signal.
    BobOnSignal isContact(String name) throws VaultException {
        Contact contact = rig.desk.addContact(name, "bob@example.org");
        SignalIdentity bob = known();
        rig.desk.write(tx -> rig.signal().decisions().link(tx, bob.id(), contact.id(), TestDesk.ALICE));
        return this;
    }

    SignalIdentity known() throws VaultException {
        return rig.desk.read(tx -> rig.signal().identities().find(tx, NUMBER)).orElseThrow();
    }
}
