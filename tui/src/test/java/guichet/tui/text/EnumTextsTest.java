package guichet.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.KeyProblem;
import guichet.inbox.Case;
import guichet.inbox.Channel;
import guichet.inbox.Protection;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.CaseRestore;
import guichet.inbox.archive.Sealing;
import guichet.inbox.cases.Suggestion;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Member;
import guichet.inbox.chat.RoomKind;
import guichet.inbox.chat.RoomLine;
import guichet.inbox.chat.Stop;
import guichet.inbox.chat.VCardFile;
import guichet.inbox.endings.Due;
import guichet.inbox.endings.Objection;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Refusal;
import guichet.inbox.gate.SignalRefusal;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalKind;
import guichet.keystore.ContactChange;
import guichet.keystore.KeyChoice;
import guichet.keystore.SignalTrust;
import guichet.keystore.Trust;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.MailUrl;
import guichet.transports.mail.Trouble;
import guichet.transports.signal.SignalSetback;
import guichet.transports.signal.SignalTrouble;
import guichet.tui.screen.Foundation;
import guichet.tui.screen.House;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnumTextsTest {
    /// Every enum whose constants a person reads: whoever shows a further one by `Texts.of` names it here.
    private static final List<Enum<?>[]> SHOWN = List.of(KeyProblem.values(), Case.State.values(), Channel.values(),
            Protection.Problem.values(), Accounts.AccountState.Link.values(), Suggestion.Why.values(),
            Gate.Release.Flaw.values(), Outbox.Retry.values(), OutboxRow.State.values(), Refusal.Why.values(),
            Refusal.Remedy.values(), JournalKind.values(), Objection.values(), Due.Act.values(), Due.Standing.values(),
            Via.values(), ContactChange.Rule.values(),
            KeyChoice.Why.values(), Trust.values(), SignalKind.values(), SignalTrust.values(),
            VaultException.Kind.values(), House.Why.values(),
            Foundation.Why.values(),
            CaseExport.Why.values(), Sealing.Why.values(), CaseRestore.Why.values(),
            Trouble.values(), SignalTrouble.values(), SignalSetback.values(), SignalRefusal.Why.values(),
            SignalRefusal.Remedy.values(), ChatRefusal.Why.values(), ChatRefusal.Remedy.values(),
            Colleague.How.values(), Member.Whose.values(), RoomKind.values(), RoomLine.Delivery.State.values(),
            RoomLine.Why.values(), Stop.Why.values(), VCardFile.Read.Why.values(), MailUrl.Why.values());

    @Test
    void everyConstantThatPeopleReadHasItsWordsAndNoOthersAreKept() {
        Set<String> wanted = new TreeSet<>();
        SHOWN.forEach(constants -> Stream.of(constants).map(Texts::key).forEach(wanted::add));
        for (Lang lang : Lang.values()) {
            Set<String> there = new TreeSet<>(Texts.in(lang).keys());
            there.removeIf(key -> !Character.isUpperCase(key.charAt(0)));
            assertEquals(wanted, there);
        }
    }
}
