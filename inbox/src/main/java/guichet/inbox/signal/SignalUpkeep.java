package guichet.inbox.signal;

import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What has to be done with the messages that are here already: those that an older version did not understand are read again, and those whose
/// timer has run out are erased where the setting says so. Writes only where there is something to do, so that it may be called on each change of the
/// vault. To be run only while this process holds the vault's courier lock. Any thread.
public final class SignalUpkeep {
    private static final int AT_ONCE = 100;

    private final Vault vault;
    private final SignalIntake intake;
    private final SignalExpiry expiry;
    private final Clock clock;

    public SignalUpkeep(Vault vault, SignalIntake intake, SignalExpiry expiry, Clock clock) {
        this.vault = vault;
        this.intake = intake;
        this.expiry = expiry;
        this.clock = clock;
    }

    /// Once a run of the program is enough: only another version of it reads more.
    ///
    /// @param enough asked between two portions
    public void readAgain(BooleanSupplier enough) throws VaultException {
        while (!enough.getAsBoolean() && intake.readAgain(AT_ONCE) > 0) {
            // The next portion.
        }
    }

    /// Erases what is due.
    ///
    /// @return how long until something is due again, as far as is known now; empty where nothing is
    public Optional<Duration> expire() throws VaultException {
        Optional<Instant> due = vault.read(expiry::due);
        if (due.isPresent() && !due.get().isAfter(clock.instant())) {
            vault.write(expiry::run);
            due = vault.read(expiry::due);
        }
        return due.map(next -> Duration.between(clock.instant(), next))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }
}
