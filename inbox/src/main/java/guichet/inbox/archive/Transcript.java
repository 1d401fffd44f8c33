package guichet.inbox.archive;

import guichet.inbox.Attachment;
import guichet.inbox.Case;
import guichet.inbox.Channel;
import guichet.inbox.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A case to read and to print, once as HTML and once as plain text. The HTML is one file that fetches nothing, runs nothing and links to
/// nothing; its content policy forbids all of it besides. Nothing that a stranger wrote is alive in either.
final class Transcript {
    private static final String RULE = "-".repeat(72);

    private final BagLanguage language;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    Transcript(BagLanguage language, Case its) {
        this(language, its.id() + "  " + its.title(), head(language, its));
    }

    /// @param head what stands above the first message, a line each
    Transcript(BagLanguage language, String alleged, List<String> head) {
        this.language = language;
        String title = Inert.line(alleged);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(language.tag()).append("\">\n<head>\n")
                .append("<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>").append(Inert.html(title))
                .append("</title>\n</head>\n<body>\n<h1>").append(Inert.html(title)).append("</h1>\n");
        text.append(title).append('\n').append("=".repeat(72)).append('\n');
        lines(head);
    }

    private static List<String> head(BagLanguage language, Case its) {
        List<String> head = new ArrayList<>();
        head.add(language.say("case.opened", language.time(its.opened())));
        its.closed().ifPresent(closed -> head.add(language.say("case.closed", language.time(closed))));
        its.assignee().ifPresent(name -> head.add(language.say("case.assignee", name)));
        head.add(language.say("case.messages", Integer.toString(its.messages())));
        head.add(language.say("case.times"));
        return head;
    }

    /// One message.
    ///
    /// @param files where each attachment lies in the bag
    /// @param marks what else is to be said of it, a line each
    void add(StoredMessage message, String body, Map<Attachment, String> files, List<String> marks) {
        String title = message.n() + ".  " + language.say("channel." + message.channel()) + ", "
                + language.time(message.date());
        html.append("<hr>\n<h2>").append(Inert.html(title)).append("</h2>\n");
        text.append('\n').append(RULE).append('\n').append(title).append('\n');
        List<String> head = new ArrayList<>();
        boolean ours = message.channel() == Channel.NOTE || message.channel() == Channel.CONTACT;
        head.add(language.say(ours ? "message.by" : "message.from", message.from().shown()));
        parties("message.to", message.to()).ifPresent(head::add);
        parties("message.cc", message.cc()).ifPresent(head::add);
        subject(message).ifPresent(head::add);
        message.verdict().ifPresent(verdict -> head.add(protection(message, verdict)));
        head.addAll(marks);
        files.forEach((file, path) -> head
                .add(language.say("message.file", file.name() + " (" + file.size() + "): " + path)));
        lines(head);
        html.append("<p>").append(Inert.html(body)).append("</p>\n");
        text.append('\n').append(Inert.text(body)).append('\n');
    }

    /// Something else about the case, after its messages.
    void add(String title, List<String> about) {
        html.append("<hr>\n<h2>").append(Inert.html(Inert.line(title))).append("</h2>\n");
        text.append('\n').append(RULE).append('\n').append(Inert.line(title)).append('\n');
        lines(about);
    }

    String html() {
        return html + "</body>\n</html>\n";
    }

    String text() {
        return text.toString();
    }

    private Optional<String> subject(StoredMessage message) {
        if (message.subject().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (message.channel()) {
            case CONTACT -> language.say("message.contact", language.word("contact", message.subject()));
            case SIGNAL -> language.say("message.kind", message.subject());
            case MAIL, CHAT, NOTE -> language.say("message.subject", message.subject());
        });
    }

    private String protection(StoredMessage message, StoredMessage.Verdict verdict) {
        String said = language.say("encryption." + verdict.encryption());
        if (message.channel() != Channel.SIGNAL) {
            said += ", " + language.say("signature." + verdict.signature());
        }
        if (verdict.signer().isPresent()) {
            said += " (" + verdict.signer().get() + ")";
        }
        return verdict.problems().isEmpty()
                ? said
                : said + "; " + Inert.lower(verdict.problems()).replace('_', '-');
    }

    private Optional<String> parties(String key, List<Party> parties) {
        return parties.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        language.say(key, parties.stream().map(Party::shown).collect(Collectors.joining(", "))));
    }

    private void lines(List<String> lines) {
        html.append("<ul>\n");
        for (String line : lines) {
            String inert = Inert.line(line);
            html.append("<li>").append(Inert.html(inert)).append("</li>\n");
            text.append(inert).append('\n');
        }
        html.append("</ul>\n");
    }
}
