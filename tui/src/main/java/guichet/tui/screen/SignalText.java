package guichet.tui.screen;

import guichet.inbox.signal.SignalDetails;
import guichet.keystore.Setting;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is read above and under the text of a message on Signal.
final class SignalText {
    private final Texts texts;
    private final Moments moments;

    SignalText(Texts texts, Moments moments) {
        this.texts = texts;
        this.moments = moments;
    }

    /// Whether it was taken back, what is missing of it, what it answers.
    List<Line> above(SignalReading reading) {
        SignalDetails details = reading.details();
        List<Line> lines = new ArrayList<>();
        reading.other().flatMap(SignalText::toDecide).ifPresent(key -> lines.add(line(Role.WARNING, key)));
        details.group().ifPresent(_ -> lines.add(line(Role.DIM, "signal.in-group")));
        boolean erased = details.erasedAt().isPresent();
        switch (details.taken()) {
            case NO -> {
            }
            case DELETED ->
                lines.add(line(Role.WARNING, erased ? "signal.deleted-erased" : "signal.deleted-kept"));
            case EXPIRED ->
                lines.add(line(Role.WARNING, erased ? "signal.expired-erased" : "signal.expired-kept"));
        }
        if (details.taken() == SignalDetails.Taken.NO && !details.timer().isZero()) {
            lines.add(line(Role.DIM, "signal.timer", time(details.timer())));
        }
        details.missing().forEach(file -> lines.add(line(Role.WARNING, why(file.why()), file.name())));
        details.quote().ifPresent(quote -> {
            lines.add(line(Role.DIM, quote.message().isPresent() ? "signal.answers" : "signal.answers-missing",
                    moments.full(quote.sent())));
            Printable.lines(quote.alleged())
                    .forEach(said -> lines.add(Line.of(Role.QUOTE, Printable.line("> ").plus(said))));
        });
        return lines;
    }

    /// What a person has to look at before anything is sent to them or filed by them.
    private static Optional<String> toDecide(SignalIdentity other) {
        return switch (other.trust()) {
            case CHANGED -> Optional.of("safety.changed-look");
            case UNKNOWN -> Optional.of("safety.unknown-look");
            case ACCEPTED, VERIFIED, DISTRUSTED -> Optional.empty();
        };
    }

    /// Reactions, what it said before it was edited, and whether ours arrived.
    List<Line> under(SignalReading reading) {
        SignalDetails details = reading.details();
        List<Line> lines = new ArrayList<>();
        details.reactions().forEach(reaction -> lines.add(line(Role.PLAIN, "signal.reaction", reaction.emoji(),
                reading.names().getOrDefault(reaction.by(), "?"), moments.full(reaction.at()))));
        details.earlier().forEach(version -> {
            lines.add(line(Role.DIM, "signal.edited", moments.full(version.sent())));
            Printable.lines(version.text()).forEach(said -> lines.add(Line.of(Role.QUOTE, said)));
        });
        details.receipts().delivered()
                .ifPresent(at -> lines.add(line(Role.DIM, "signal.delivered", moments.full(at))));
        details.receipts().read().ifPresent(at -> lines.add(line(Role.DIM, "signal.was-read", moments.full(at))));
        if (!lines.isEmpty()) {
            lines.addFirst(Line.BLANK);
        }
        return lines;
    }

    private static String why(String word) {
        return switch (word) {
            case "too-large" -> "signal.too-large";
            case "bad-name" -> "signal.bad-name";
            default -> "signal.did-not-come";
        };
    }

    private Line line(Role role, String key, Object... values) {
        return Line.of(role, texts.line(key, values));
    }

    /// What a conversation's timer means for what is written there now, on both sides; nothing where none is set.
    static List<Line> timer(Shell shell, Tx tx, SignalRecipient to) throws VaultException {
        Duration timer = shell.desk().signal().messages().timer(tx, to);
        if (timer.isZero()) {
            return List.of();
        }
        boolean kept = shell.desk().settings().get(tx, Setting.SIGNAL_EXPIRING).equals("keep");
        return List.of(shell.line(Role.DIM, kept ? "leaving.signal-timer" : "leaving.signal-timer-here",
                new SignalText(shell.texts(), shell.moments()).time(timer)));
    }

    String time(Duration timer) {
        if (timer.toDays() > 0 && timer.toHoursPart() == 0) {
            return texts.count("signal.days", timer.toDays());
        }
        return timer.toMinutes() >= 60
                ? texts.count("signal.hours", timer.toHours())
                : timer.toSeconds() >= 60
                        ? texts.count("signal.minutes", timer.toMinutes())
                        : texts.count("signal.seconds", timer.toSeconds());
    }
}
