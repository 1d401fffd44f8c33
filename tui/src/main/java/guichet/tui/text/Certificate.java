package guichet.tui.text;

import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.endings.ServerMail.Fate;
import guichet.inbox.endings.Tombstones;
import guichet.inbox.endings.Tombstones.Stone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The certificate of a destruction, in French and then in English whatever the reader's language: it is kept, and shown to others.
///
/// It says how many of what were destroyed, when, by whom and why; where the journal stood; and what no program can reach. No word of the case.
public final class Certificate {
    private static final String RULE = "-".repeat(72);
    private static final int WIDTH = 72;

    private final Texts texts;
    private final Moments moments;

    private Certificate(Lang lang, Clock clock) {
        this.texts = Texts.in(lang);
        this.moments = new Moments(texts, clock);
    }

    /// Plain text, lines of at most 72 characters where the words allow it.
    ///
    /// @param stone what keeps it destroyed where a backup is restored
    public static String of(Destruction destruction, Optional<Stone> stone, Clock clock) {
        return String.join("\n", new Certificate(Lang.FR, clock).lines(destruction, stone)) + "\n\n" + RULE + "\n\n"
                + String.join("\n", new Certificate(Lang.EN, clock).lines(destruction, stone)) + "\n";
    }

    /// What was destroyed, one kind a line.
    public static List<String> counts(Destruction destruction, Texts texts) {
        List<String> counts = new ArrayList<>();
        for (What what : What.values()) {
            int n = destruction.counts().getOrDefault(what, 0);
            if (n > 0) {
                counts.add(texts.count(key(what), n));
            }
        }
        return counts;
    }

    /// What became of the mails on servers, one fate a line.
    public static List<String> mails(Destruction destruction, Texts texts) {
        List<String> mails = new ArrayList<>();
        for (Map.Entry<Fate, Integer> fate : destruction.mails().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .toList()) {
            mails.add(texts.count(key(fate.getKey()), fate.getValue()));
        }
        return mails;
    }

    private List<String> lines(Destruction destruction, Optional<Stone> stone) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.say("certificate.title"));
        lines.add("");
        add(lines, "", texts.say("certificate.case", destruction.caseId(), moments.day(destruction.opened())));
        destruction.closed().ifPresent(closed -> add(lines, "", texts.say("certificate.closed", moments.day(closed))));
        add(lines, "", texts.say("certificate.decided", moments.full(destruction.begun()),
                Printable.line(destruction.person())));
        destruction.reason()
                .ifPresent(reason -> add(lines, "", texts.say("certificate.reason", Printable.line(reason))));
        add(lines, "", destruction.erased().map(erased -> texts.say("certificate.erased", moments.full(erased)))
                .orElseGet(() -> texts.say("certificate.unfinished")));
        lines.add("");
        add(lines, "", texts.say("certificate.destroyed"));
        counts(destruction, texts).forEach(count -> add(lines, "- ", count));
        mails(destruction, texts).forEach(mail -> add(lines, "- ", mail));
        if (destruction.entry().isPresent()) {
            lines.add("");
            add(lines, "", texts.say("certificate.journal"));
            lines.add("guichet-journal-head " + destruction.entry().get().n() + " "
                    + destruction.entry().get().hash());
        }
        if (stone.isPresent()) {
            lines.add("");
            add(lines, "", texts.say("certificate.stone"));
            lines.add(Tombstones.line(stone.get()));
        }
        lines.add("");
        add(lines, "", texts.say("certificate.beyond"));
        for (String beyond : List.of("certificate.backups", "certificate.exports", "certificate.others",
                "certificate.servers",
                "certificate.signal", "certificate.disk")) {
            add(lines, "- ", texts.say(beyond));
        }
        return lines;
    }

    private static void add(List<String> lines, String mark, String text) {
        StringBuilder line = new StringBuilder(mark);
        int start = line.length();
        for (String word : text.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    private static String key(What what) {
        return switch (what) {
            case MAILS -> "certificate.mails";
            case SIGNALS -> "certificate.signals";
            case CHATS -> "certificate.chats";
            case NOTES -> "certificate.notes";
            case CONTACTS_IN_CLEAR -> "certificate.contacts-in-clear";
            case ATTACHMENTS -> "certificate.attachments";
            case DRAFTS -> "certificate.drafts";
            case SENT -> "certificate.sent";
            case PEOPLE -> "certificate.people";
            case KEYS -> "certificate.keys";
            case JOURNAL_ENTRIES -> "certificate.journal-entries";
            case ARCHIVES -> "certificate.archives";
        };
    }

    private static String key(Fate fate) {
        return switch (fate) {
            case PLANNED, UNREACHABLE -> "certificate.server-unreachable";
            case GONE -> "certificate.server-gone";
            case CANNOT -> "certificate.server-cannot";
            case RENUMBERED -> "certificate.server-renumbered";
            case NO_ACCOUNT -> "certificate.server-no-account";
        };
    }
}
