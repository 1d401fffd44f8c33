package guichet.inbox.mime;

import guichet.inbox.Protection.Problem;
import java.util.List;
import java.util.Set;

/// What is shown of one cryptographic layer: its text and its files, and nothing of any other layer.
record View(String body, List<AttachedFile> attachments, Set<Problem> problems) {
    static final View EMPTY = new View("", List.of(), Set.of());

    View {
        attachments = List.copyOf(attachments);
        problems = Set.copyOf(problems);
    }
}
