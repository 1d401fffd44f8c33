package guichet.inbox.signal;

import guichet.inbox.signal.Envelope.NamedFile;
import java.util.ArrayList;
import java.util.List;

/// The files of a notification that nobody understands: whatever in it looks like signal-cli's `JsonAttachment`. They would be gone before a later version reads it.
final class NamedFiles {
    private static final int MOST = 100;

    private NamedFiles() {
    }

    /// Each under the name by which signal-cli keeps it, so that it is found by that again.
    static List<NamedFile> in(Fields fields) {
        List<NamedFile> found = new ArrayList<>();
        collect(new JsonNode.Obj(fields.members()), found);
        return List.copyOf(found);
    }

    private static void collect(JsonNode node, List<NamedFile> found) {
        switch (node) {
            case JsonNode.Obj(var members) -> {
                if (members.get("id") instanceof JsonNode.Text(String id)
                        && members.get("contentType") instanceof JsonNode.Text(String type)
                        && FileNames.isSafe(id) && found.size() < MOST) {
                    found.add(new NamedFile(id, id, type));
                }
                members.values().forEach(member -> collect(member, found));
            }
            case JsonNode.Arr(var elements) -> elements.forEach(element -> collect(element, found));
            case JsonNode.Text _,JsonNode.Whole _,JsonNode.Flag _,JsonNode.OtherNumber _ -> {
            }
        }
    }
}
