package guichet.tui.screen;

import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalMessages.Gap;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.DeviceLife;
import guichet.transports.signal.Releases;
import guichet.transports.signal.Releases.Age;
import guichet.transports.signal.SignalTrouble;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an account on Signal fares, read in one transaction.
///
/// @param version of signal-cli, as far as it is known
/// @param gaps    when each thing came that points to a message which never did, newest first, a hundred at most
record SignalState(AccountState state, Optional<String> version, List<Instant> gaps) {
    private static final int COUNTED = 100;
    private static final Duration NEWS = Duration.ofDays(7);

    static SignalState of(Tx tx, Desk desk, SignalAccount account) throws VaultException {
        return new SignalState(desk.signal().accounts().state(tx, account.id()),
                desk.signal().accounts().version(tx, account.id()),
                desk.signal().messages().gaps(tx, account.id(), COUNTED).stream().map(Gap::received).toList());
    }

    Optional<Age> age(Clock clock) {
        return version.map(known -> Releases.known().age(known, LocalDate.now(clock)));
    }

    Optional<Long> daysLeft(Clock clock) {
        return state.lastContact().map(at -> DeviceLife.daysLeft(at, clock.instant()));
    }

    /// The worst of it in a few words, for the top row; empty where all is well. A gap is told there for a week.
    Optional<String> brief(Texts texts, Clock clock) {
        if (state.error().flatMap(SignalTrouble::in).filter(SignalTrouble.NOT_LINKED::equals).isPresent()) {
            return Optional.of(texts.say("main.signal-unlinked"));
        }
        if (state.lastContact().filter(at -> DeviceLife.endsSoon(at, clock.instant())).isPresent()) {
            return Optional.of(texts.count("main.signal-unlinked-in", daysLeft(clock).orElse(0L)));
        }
        if (age(clock).orElse(null) instanceof Age.Old) {
            return Optional.of(texts.say("main.signal-old"));
        }
        long missing = gaps.stream().filter(at -> at.isAfter(clock.instant().minus(NEWS))).count();
        return missing == 0 ? Optional.empty() : Optional.of(texts.count("main.signal-gaps", missing));
    }

    /// What somebody has to see to, each in a sentence; empty where all is well. A gap is no fault of the account.
    List<String> wrong(Shell shell) {
        Texts texts = shell.texts();
        Clock clock = shell.clock();
        List<String> sentences = new ArrayList<>();
        state.error().ifPresent(error -> sentences.add(ChannelTrouble.sentence(error, texts)));
        if (state.lastContact().filter(at -> DeviceLife.endsSoon(at, clock.instant())).isPresent()) {
            sentences.add(texts.count("signal.unlinked-in", daysLeft(clock).orElse(0L)));
        }
        if (age(clock).orElse(null) instanceof Age.Old(LocalDate published)) {
            sentences.add(texts.say("signal.program-old", version.orElse(""),
                    shell.moments().day(published.atStartOfDay(ZoneOffset.UTC).toInstant())));
        }
        return sentences;
    }
}
