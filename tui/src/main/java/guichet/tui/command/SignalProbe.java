package guichet.tui.command;

import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.signal.SignalAccount;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.DeviceLife;
import guichet.transports.signal.Releases;
import guichet.transports.signal.Releases.Age;
import guichet.tui.command.Finding.State;
import guichet.tui.workspace.Machine;
import guichet.tui.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of each account on Signal without starting signal-cli, which would fetch what waits: how it fared last, how long its device
/// stays linked, how old the program is, what never came, and on what disk its keys lie in clear.
final class SignalProbe {
    private static final String CHECK = "channels";
    private static final Duration LONG_SILENCE = Duration.ofDays(1);
    private static final long URGENT = 3;
    private static final int GAPS_COUNTED = 1_000;

    private final Workspace vault;

    SignalProbe(Workspace vault) {
        this.vault = vault;
    }

    List<Finding> all() throws VaultException {
        List<Finding> findings = new ArrayList<>();
        for (SignalAccount account : vault.vault().read(tx -> vault.signal().accounts().list(tx))) {
            List<Finding> wrong = new ArrayList<>();
            String number = account.number().e164();
            AccountState state = vault.vault().read(tx -> vault.signal().accounts().state(tx, account.id()));
            state.error().ifPresent(error -> wrong.add(finding(State.CRITICAL, "signal-error", number, error)));
            contact(number, state).ifPresent(wrong::add);
            program(account, number).ifPresent(wrong::add);
            gaps(account, number).ifPresent(wrong::add);
            disk(account, number).ifPresent(wrong::add);
            findings.addAll(wrong.isEmpty() ? List.of(finding(State.OK, "signal-well", number)) : wrong);
        }
        return findings;
    }

    private Optional<Finding> contact(String number, AccountState state) {
        Instant now = vault.clock().instant();
        if (state.lastContact().isEmpty()) {
            return state.error().isPresent()
                    ? Optional.empty()
                    : Optional.of(finding(State.WARNING, "signal-never", number));
        }
        Instant last = state.lastContact().get();
        if (DeviceLife.endsSoon(last, now)) {
            long days = DeviceLife.daysLeft(last, now);
            return Optional.of(finding(days < URGENT ? State.CRITICAL : State.WARNING, "signal-ends", number,
                    Long.toString(days)));
        }
        return last.isBefore(now.minus(LONG_SILENCE))
                ? Optional.of(finding(State.WARNING, "signal-silent", number, JsonLine.rfc3339(last)))
                : Optional.empty();
    }

    private Optional<Finding> program(SignalAccount account, String number) throws VaultException {
        Optional<String> version = vault.vault().read(tx -> vault.signal().accounts().version(tx, account.id()));
        Optional<Age> age = version.map(known -> Releases.known().age(known, LocalDate.now(vault.clock())));
        return age.orElse(null) instanceof Age.Old(LocalDate published)
                ? Optional.of(finding(State.WARNING, "signal-old", number, version.orElse(""), published.toString()))
                : Optional.empty();
    }

    private Optional<Finding> gaps(SignalAccount account, String number) throws VaultException {
        int gaps = vault.vault().read(tx -> vault.signal().messages().gaps(tx, account.id(), GAPS_COUNTED)).size();
        return gaps == 0
                ? Optional.empty()
                : Optional.of(finding(State.WARNING, "signal-gaps", number, Integer.toString(gaps)));
    }

    /// signal-cli keeps the account's keys and the people it knows in clear.
    private Optional<Finding> disk(SignalAccount account, String number) {
        Path data = vault.signal().dataFolder(account);
        if (!Files.isDirectory(data)) {
            return Optional.empty();
        }
        return vault.machine().disk(data) == Machine.Rest.IN_CLEAR
                ? Optional.of(finding(State.WARNING, "signal-disk", number, data.toString()))
                : Optional.empty();
    }

    private static Finding finding(State state, String detail, String... values) {
        return new Finding(CHECK, state, detail, List.of(values));
    }
}
