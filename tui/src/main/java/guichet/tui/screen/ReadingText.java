package guichet.tui.screen;

import guichet.inbox.Attachment;
import guichet.inbox.Message;
import guichet.inbox.Party;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.KnownKey;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A message as it is read: who, when, what, how it was protected, and then its text.
final class ReadingText {
    private final Texts texts;
    private final Moments moments;

    ReadingText(Texts texts, Moments moments) {
        this.texts = texts;
        this.moments = moments;
    }

    List<Line> of(Reading reading) {
        Message message = reading.message();
        List<Line> lines = new ArrayList<>();
        lines.add(header("read.from", message.summary().from().shown()));
        addParties(lines, "read.to", message.to());
        addParties(lines, "read.cc", message.cc());
        String inCase = message.summary().caseId().map(id -> texts.say("read.in-case", id)).orElse("");
        lines.add(header("read.date", moments.full(message.summary().date()) + inCase));
        String subject = Subject.of(message.summary(), texts);
        if (!subject.isEmpty()) {
            lines.add(header("read.subject", subject));
        }
        lines.addAll(new ProtectionWords(texts).sentences(message.summary(), decision(reading)));
        reading.leaving().forEach(row -> lines.addAll(leaving(row)));
        reading.suggestion().ifPresent(suggestion -> lines.add(Line.of(Role.KEY,
                texts.line("read.suggestion", suggestion.caseId().value(), texts.of(suggestion.why())))));
        message.attachments().forEach(attachment -> lines.add(attachment(attachment)));
        SignalText signal = new SignalText(texts, moments);
        reading.signal().ifPresent(beside -> lines.addAll(signal.above(beside)));
        lines.add(Line.BLANK);
        for (Printable line : Printable.lines(message.body())) {
            lines.add(Line.of(isQuote(line) ? Role.QUOTE : Role.PLAIN, line));
        }
        reading.signal().ifPresent(beside -> lines.addAll(signal.under(beside)));
        return lines;
    }

    private static boolean isQuote(Printable line) {
        return !line.isEmpty() && line.cells().getFirst().text().equals(">");
    }

    private Line header(String key, String value) {
        return Line.of(Role.DIM, texts.line(key).fit(9)).and(Role.STRONG, Printable.line(value));
    }

    private void addParties(List<Line> lines, String key, List<Party> parties) {
        if (!parties.isEmpty()) {
            lines.add(header(key, parties.stream().map(Party::shown).collect(Collectors.joining(", "))));
        }
    }

    /// How the signer's key is trusted, by whom and since when.
    private String decision(Reading reading) {
        Optional<KnownKey> key = reading.signer().filter(known -> known.when().isPresent());
        return key.map(known -> texts.say("read.key-decided", texts.of(known.trust()),
                moments.day(known.when().orElseThrow()), known.by().orElse("—"))).orElse("");
    }

    private List<Line> leaving(LeavingRow leaving) {
        OutboxRow row = leaving.row();
        Role role = switch (row.state()) {
            case SENT -> Role.SAFE;
            case COUNTING, WAITING, CONNECTING, SENDING, WITHDRAWN -> Role.PLAIN;
            case FAILED, UNKNOWN, HELD -> Role.ERROR;
        };
        List<Line> lines = new ArrayList<>(
                List.of(Line.of(role, texts.line("read.leaving", texts.of(row.state()), leaving.to()))));
        leaving.why(texts, moments).ifPresent(why -> lines.add(Line.of(role, Printable.line("  " + why))));
        return lines;
    }

    private Line attachment(Attachment attachment) {
        return Line.of(Role.KEY, texts.line("read.attachment", attachment.n()))
                .and(Role.PLAIN, Printable.line(" " + attachment.name()))
                .and(Role.DIM, Printable.line("  " + attachment.type() + "  " + moments.size(attachment.size())));
    }
}
