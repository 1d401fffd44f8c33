package guichet.tui.command;

import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalMessages.Gap;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Answer;
import guichet.transports.signal.DeviceLife;
import guichet.transports.signal.Releases;
import guichet.transports.signal.SignalBridge;
import guichet.transports.signal.SignalFault;
import guichet.transports.signal.SignalHealth;
import guichet.transports.signal.SignalTrouble;
import guichet.tui.workspace.Machine;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts signal-cli for an account and has it ask Signal's service something. Where another process runs the channels, tells what that one
/// wrote down last.
final class SignalCheck {
    private static final Duration COMES_UP = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 50;
    private static final int GAPS_COUNTED = 1_000;

    private final Workspace vault;
    private final SignalAccount account;

    SignalCheck(Workspace vault, SignalAccount account) {
        this.vault = vault;
        this.account = account;
    }

    /// @param live what the bridge said, where it could be asked here
    private record Seen(Optional<SignalHealth> live, Optional<String> lastVersion, AccountState state, List<Gap> gaps) {
        Optional<String> version() {
            return live.flatMap(SignalHealth::version).or(() -> lastVersion);
        }

        Optional<Instant> lastContact() {
            return live.flatMap(SignalHealth::lastContact).or(state::lastContact);
        }
    }

    Exit run(Output out) throws VaultException, IOException {
        Optional<SignalHealth> live = ask();
        Seen seen = vault.vault().read(tx -> new Seen(live, vault.signal().accounts().version(tx, account.id()),
                vault.signal().accounts().state(tx, account.id()),
                vault.signal().messages().gaps(tx, account.id(), GAPS_COUNTED)));
        Optional<String> error = live.isPresent()
                ? live.get().fault().map(SignalFault::stored)
                : seen.state().error();
        out.answer(json(seen, error), text(seen, error, out.sentences()));
        return error.isPresent() ? Exit.FAILED : Exit.DONE;
    }

    private Optional<SignalHealth> ask() throws VaultException, IOException {
        Optional<CourierLock> lock = CourierLock.tryTake(vault.vault().folder());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (CourierLock _ = lock.get()) {
            vault.signal().channel().follow();
            try {
                return Optional.of(asked(vault.signal().channel().bridge(account.id()).orElseThrow()));
            } finally {
                vault.signal().channel().stop();
            }
        }
    }

    private static SignalHealth asked(SignalBridge bridge) throws VaultException, IOException {
        long until = System.nanoTime() + COMES_UP.toNanos();
        while (System.nanoTime() < until && !isDecided(bridge.health())) {
            pause();
        }
        if (bridge.health().state() == SignalHealth.State.UP) {
            Answer answer = bridge.calls().devices();
            SignalHealth after = bridge.health();
            return answer instanceof Answer.Done || after.fault().isPresent()
                    ? after
                    : new SignalHealth(after.state(),
                            Optional.of(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE, "")), after.version(),
                            after.age(), after.lastContact(), after.cautions());
        }
        return bridge.health();
    }

    private static boolean isDecided(SignalHealth health) {
        return health.state() == SignalHealth.State.UP || health.state() == SignalHealth.State.DOWN;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }

    private JsonLine json(Seen seen, Optional<String> error) {
        JsonLine line = new JsonLine().put("id", account.id().toString()).put("number", account.number().e164())
                .flag("asked", seen.live().isPresent())
                .put("version", seen.version())
                .put("published", published(seen)).put("lastContact", seen.lastContact())
                .put("gaps", seen.gaps().size()).put("error", error);
        Optional<Long> days = daysLeft(seen);
        return days.isPresent()
                ? line.put("daysUntilUnlinked", days.get().longValue())
                : line.nothing("daysUntilUnlinked");
    }

    private String text(Seen seen, Optional<String> error, Sentences sentences) {
        List<String> lines = new ArrayList<>();
        lines.add(error.map(stored -> Troubles.sentence(stored, sentences))
                .orElseGet(() -> sentences.tell("signal.well", account.number().e164())));
        if (seen.live().isEmpty()) {
            lines.add(sentences.tell("signal.elsewhere"));
        }
        seen.version().ifPresent(version -> lines.add(age(version, sentences)));
        seen.live().ifPresent(health -> health.cautions().forEach(caution -> lines.add(switch (caution) {
            case NOT_IN_MEMORY -> sentences.tell("signal.not-in-memory");
            case FILES_ON_DISK -> sentences.tell("signal.files-on-disk");
            case GARBLED -> sentences.tell("signal.garbled");
        })));
        lines.add(seen.lastContact()
                .map(at -> sentences.tell("signal.last-contact", sentences.time(at, vault.clock()),
                        daysLeft(seen).orElse(0L)))
                .orElseGet(() -> sentences.tell("signal.no-contact")));
        if (vault.machine().disk(vault.vault().folder()) == Machine.Rest.IN_CLEAR) {
            lines.add(sentences.tell("signal.disk-in-clear", vault.signal().dataFolder(account)));
        }
        if (!seen.gaps().isEmpty()) {
            lines.add(sentences.tell("signal.gaps", seen.gaps().size()));
        }
        return String.join("\n", lines);
    }

    private String age(String version, Sentences sentences) {
        return switch (age(version)) {
            case Releases.Age.Recent recent -> sentences.tell("signal.recent", version, recent.published());
            case Releases.Age.Old old -> sentences.tell("signal.old", version, old.published());
            case Releases.Age.Unknown _ -> sentences.tell("signal.unknown-age", version);
        };
    }

    private Releases.Age age(String version) {
        return Releases.known().age(version, LocalDate.now(vault.clock()));
    }

    private Optional<String> published(Seen seen) {
        return seen.version().map(this::age).flatMap(age -> switch (age) {
            case Releases.Age.Recent recent -> Optional.of(recent.published().toString());
            case Releases.Age.Old old -> Optional.of(old.published().toString());
            case Releases.Age.Unknown _ -> Optional.empty();
        });
    }

    private Optional<Long> daysLeft(Seen seen) {
        return seen.lastContact().map(at -> DeviceLife.daysLeft(at, vault.clock().instant()));
    }
}
