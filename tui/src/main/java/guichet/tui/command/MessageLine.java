package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.tui.text.Printable;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A message as it is listed.
final class MessageLine {
    private static final int SNIPPET = 60;

    private MessageLine() {
    }

    static JsonLine json(Summary summary) {
        JsonLine line = new JsonLine().put("id", summary.id().toString()).put("channel", summary.channel().word())
                .put("direction", summary.direction().word()).put("case", summary.caseId())
                .put("from", party(summary.from())).put("date", summary.date()).put("subject", summary.subject())
                .put("snippet", summary.snippet()).flag("read", summary.read());
        return summary.protection().isPresent()
                ? line.put("protection", protection(summary.protection().get()))
                : line.nothing("protection");
    }

    static JsonLine party(Party party) {
        return new JsonLine().put("name", party.name()).put("address", party.address());
    }

    static JsonLine protection(Protection protection) {
        JsonLine line = new JsonLine().put("encryption", protection.encryption().word()).put("signature",
                protection.signature().word());
        if (protection.signer().isPresent()) {
            Protection.Signer signer = protection.signer().get();
            line.put("signer",
                    new JsonLine().put("fingerprint", signer.fingerprint().hex()).put("userId", signer.userId())
                            .put("trust", signer.trust().name().toLowerCase(Locale.ROOT)));
        } else {
            line.nothing("signer");
        }
        line.put("senderMatches", protection.senderMatches()).strings("problems",
                protection.problems().stream().map(Protection.Problem::word).toList());
        protection.identity().ifPresent(identity -> line.put("identity", new JsonLine()
                .put("safetyNumber", identity.safetyNumber()).put("trust", identity.trust().word())));
        return line;
    }

    static String text(Summary summary, Clock clock, Sentences sentences) {
        return "%6s %s %s  %s  %s  %s  [%s]".formatted(summary.id(), summary.read() ? " " : "*",
                sentences.word("channel-" + summary.channel().word()), sentences.time(summary.date(), clock),
                Sentences.safe(summary.from().shown()), Sentences.safe(subject(summary, sentences)),
                protectionText(summary, problem -> !problem.isNotice(), sentences)) + "\n         "
                + Printable.line(summary.snippet()).cut(SNIPPET);
    }

    /// What a message on Signal is where it is no mere text has a word of ours for its subject.
    static String subject(Summary summary, Sentences sentences) {
        return summary.channel() == Channel.SIGNAL && !summary.subject().isEmpty()
                ? sentences.word("signal-" + summary.subject())
                : summary.subject();
    }

    /// Signal knows identities where mail has signatures.
    private static String believed(Protection protection, Sentences sentences) {
        return protection.identity().map(identity -> sentences.word("identity-" + identity.trust().word()))
                .orElseGet(() -> sentences.word("signature-" + protection.signature().word()));
    }

    static String protectionText(Summary summary, Sentences sentences) {
        return protectionText(summary, _ -> true, sentences);
    }

    private static String protectionText(Summary summary, Predicate<Protection.Problem> worthTelling,
            Sentences sentences) {
        return summary.protection().map(protection -> protectionText(protection, worthTelling, sentences))
                .orElseGet(() -> sentences.word("protection-none"));
    }

    static String protectionText(Protection protection, Predicate<Protection.Problem> worthTelling,
            Sentences sentences) {
        return Stream
                .concat(Stream.of(sentences.word("encryption-" + protection.encryption().word()),
                        believed(protection, sentences)),
                        protection.problems().stream().filter(worthTelling)
                                .map(problem -> sentences.word("problem-" + problem.word())))
                .collect(Collectors.joining(" · "));
    }
}
