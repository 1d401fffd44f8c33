package guichet.tui.command;

import guichet.inbox.Case;

/// A case as it is listed.
final class CaseLine {
    private CaseLine() {
    }

    static JsonLine json(Case shown) {
        return new JsonLine().put("id", shown.id().value()).put("title", shown.title())
                .put("state", shown.state().word()).put("assignee", shown.assignee()).put("opened", shown.opened())
                .put("closed", shown.closed()).put("unread", shown.unread()).put("messages", shown.messages());
    }

    static String text(Case shown, Sentences sentences) {
        return "%s  %-7s  %4d  %s  %s".formatted(shown.id(), sentences.word("case-" + shown.state().word()),
                shown.messages(), Sentences.safe(shown.title()),
                shown.assignee().map(name -> "(" + Sentences.safe(name) + ")").orElse(""))
                + (shown.unread() > 0 ? " " + sentences.tell("case.unread", shown.unread()) : "");
    }

    /// What a command that changed a case answers.
    static void changed(Case now, Output out) {
        out.content(json(now), text(now, out.sentences()));
    }
}
