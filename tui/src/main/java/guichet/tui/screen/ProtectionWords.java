package guichet.tui.screen;

import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Summary;
import guichet.keystore.SignalTrust;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.util.ArrayList;
import java.util.List;

/// A message's protection in words. Colour is added to the words and never replaces them.
final class ProtectionWords {
    private final Texts texts;

    ProtectionWords(Texts texts) {
        this.texts = texts;
    }

    /// A few words for a list.
    Line brief(Summary message) {
        return switch (message.channel()) {
            case NOTE -> Line.of(Role.NOTE, texts.line("brief.note"));
            case CONTACT -> Line.of(Role.EXPOSED, texts.line("brief.contact"));
            case CHAT -> isBelieved(message)
                    ? Line.of(Role.NOTE, texts.line("brief.chat"))
                    : Line.of(Role.WARNING, texts.line("brief.chat-doubtful"));
            case MAIL, SIGNAL -> message.protection().map(given -> brief(given, message.direction()))
                    .orElse(Line.BLANK);
        };
    }

    /// Whether a message of the internal chat is whose it says.
    private static boolean isBelieved(Summary message) {
        return message.direction() == Direction.OUT || message.protection()
                .map(given -> given.authorProven() && given.encryption() == Encryption.END_TO_END).orElse(false);
    }

    private Line brief(Protection given, Direction direction) {
        if (given.problems().contains(Problem.CANNOT_DECRYPT)) {
            return Line.of(Role.ERROR, texts.line("brief.undecryptable"));
        }
        boolean encrypted = given.encryption() == Encryption.END_TO_END;
        Line line = Line.of(encrypted ? Role.SAFE : Role.EXPOSED,
                texts.line(encrypted ? "brief.encrypted" : "brief.clear"));
        if (given.identity().isPresent()) {
            SignalTrust trust = given.identity().get().trust();
            return Line.of(role(trust), texts.line(brief(trust))).and(Role.PLAIN, dot()).and(Role.SAFE, line.text());
        }
        if (direction == Direction.OUT) {
            return line;
        }
        return switch (given.signature()) {
            case VALID -> given.authorProven()
                    ? Line.of(Role.SAFE, texts.line("brief.signed")).and(Role.PLAIN, dot())
                            .and(encrypted ? Role.SAFE : Role.EXPOSED, line.text())
                    : Line.of(Role.WARNING, texts.line("brief.other-signer")).and(Role.PLAIN, dot())
                            .and(Role.PLAIN, line.text());
            case INVALID -> Line.of(Role.ERROR, texts.line("brief.bad-signature")).and(Role.PLAIN, dot())
                    .and(Role.PLAIN, line.text());
            case UNKNOWN_KEY, NONE -> line;
        };
    }

    private static String brief(SignalTrust trust) {
        return switch (trust) {
            case UNKNOWN -> "brief.signal-unknown";
            case ACCEPTED -> "brief.signal-accepted";
            case VERIFIED -> "brief.signal-verified";
            case CHANGED -> "brief.signal-changed";
            case DISTRUSTED -> "brief.signal-distrusted";
        };
    }

    private static Role role(SignalTrust trust) {
        return switch (trust) {
            case ACCEPTED, VERIFIED -> Role.SAFE;
            case UNKNOWN -> Role.WARNING;
            case CHANGED, DISTRUSTED -> Role.ERROR;
        };
    }

    private static Printable dot() {
        return Printable.line(" · ");
    }

    /// Whole sentences for the reading pane: first whether others could read it, then who wrote it, then each problem.
    ///
    /// @param decision how the signer's key is trusted, in words; may be empty
    List<Line> sentences(Summary message, String decision) {
        List<Line> lines = new ArrayList<>();
        switch (message.channel()) {
            case NOTE -> lines.add(Line.of(Role.NOTE, texts.line("protection.note")));
            case CONTACT -> lines.add(Line.of(Role.EXPOSED, texts.line("protection.contact")));
            case MAIL, SIGNAL, CHAT -> message.protection().ifPresent(given -> {
                if (message.channel() == Channel.CHAT) {
                    lines.add(Line.of(Role.NOTE, texts.line("protection.chat")));
                }
                lines.add(secrecy(given));
                if (given.identity().isPresent()) {
                    lines.add(identity(given.identity().get()));
                } else if (message.direction() == Direction.IN && message.channel() != Channel.SIGNAL) {
                    lines.add(authorship(given, decision));
                }
                given.problems().forEach(problem -> lines.add(problem.isNotice()
                        ? Line.of(Role.DIM, Printable.line(texts.of(problem)))
                        : Line.of(Role.WARNING, texts.line("problem.mark", texts.of(problem)))));
            });
        }
        return lines;
    }

    private Line secrecy(Protection given) {
        return given.encryption() == Encryption.END_TO_END
                ? Line.of(Role.SAFE, texts.line("protection.encrypted"))
                : Line.of(Role.EXPOSED, texts.line("protection.clear"));
    }

    private Line identity(Protection.Identity identity) {
        String sentence = switch (identity.trust()) {
            case UNKNOWN -> "protection.signal-unknown";
            case ACCEPTED -> "protection.signal-accepted";
            case VERIFIED -> "protection.signal-verified";
            case CHANGED -> "protection.signal-changed";
            case DISTRUSTED -> "protection.signal-distrusted";
        };
        return Line.of(role(identity.trust()), texts.line(sentence));
    }

    private Line authorship(Protection given, String decision) {
        String signer = given.signer().map(Protection.Signer::userId).orElse("");
        return switch (given.signature()) {
            case VALID -> given.authorProven()
                    ? Line.of(Role.SAFE,
                            texts.line("protection.signed", signer, decision.isEmpty() ? trust(given) : decision))
                    : Line.of(Role.WARNING, texts.line("protection.other-signer", signer));
            case INVALID -> Line.of(Role.ERROR, texts.line("protection.bad-signature"));
            case UNKNOWN_KEY -> Line.of(Role.WARNING, texts.line("protection.unknown-key"));
            case NONE -> Line.of(Role.WARNING, texts.line("protection.unsigned"));
        };
    }

    private String trust(Protection given) {
        return given.signer().map(signer -> texts.of(signer.trust())).orElse("");
    }
}
