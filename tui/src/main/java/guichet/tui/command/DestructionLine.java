package guichet.tui.command;

import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.endings.ServerMail.Fate;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// A line of the register of destructions.
final class DestructionLine {
    private DestructionLine() {
    }

    static JsonLine json(Destruction one) {
        JsonLine counts = new JsonLine();
        for (What what : What.values()) {
            counts.put(word(what), one.counts().getOrDefault(what, 0));
        }
        JsonLine server = new JsonLine();
        for (Fate fate : Fate.values()) {
            server.put(word(fate), one.mails().getOrDefault(fate, 0));
        }
        return new JsonLine().put("case", one.caseId().toString()).put("stage", word(one.stage()))
                .put("opened", one.opened()).put("closed", one.closed()).put("decided", one.begun())
                .put("erased", one.erased()).put("person", one.person()).put("reason", one.reason())
                .put("destroyed", counts).put("server", server)
                .put("journal", one.entry().map(Destruction.Entry::n)).put("head",
                        one.entry().map(entry -> "guichet-journal-head " + entry.n() + " " + entry.hash()));
    }

    static String text(Destruction one, Workspace vault, Sentences sentences) {
        return one.caseId() + "  " + sentences.time(one.begun(), vault.clock()) + "  " + Sentences.safe(one.person())
                + "  " + (one.leftOnServers() > 0
                        ? sentences.tell("destruction.left", one.leftOnServers())
                        : sentences.tell(one.isErased() ? "destruction.done" : "destruction.running"));
    }

    /// Into a file that is not there yet.
    static void write(String certificate, Path file) throws Failure {
        if (Files.exists(file)) {
            throw new Failure(Exit.FAILED, "file-exists", file);
        }
        try {
            Files.write(file, certificate.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-write", file);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
