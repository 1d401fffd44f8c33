package guichet.inbox.archive;

import guichet.inbox.CaseId;
import guichet.inbox.journal.ChainedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A bag whose every file was compared with its manifests: whole, and a case's. Whose it is, is for the signature round it to say.
public final class Bag {
    private final CaseId id;
    private final JsonMap root;
    private final Map<String, String> payload;
    private final List<ChainedEntry> journal;
    private final String head;
    private final String manifest;
    private final Summary summary;

    Bag(JsonMap root, Map<String, String> payload, List<ChainedEntry> journal, String head, String manifest)
            throws BadBag {
        this.root = root;
        this.payload = Map.copyOf(payload);
        this.journal = List.copyOf(journal);
        this.head = head;
        this.manifest = manifest;
        JsonMap about = root.object("case");
        this.id = CaseId.parse(about.text("id")).orElseThrow(JsonMap::bad);
        List<JsonMap> messages = root.objects("messages");
        this.summary = new Summary(id, about.text("title"), about.time("opened"), about.timeOrNone("closed"),
                messages.size(), root.objects("contacts").stream().map(Bag::name).toList(),
                messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast().time("date")), journal.size(),
                journal.stream().allMatch(ChainedEntry::holds) ? Chain.HOLDS : Chain.BROKEN);
    }

    /// What it is, to be shown before anything is done with it. Text that people wrote: for a screen it goes through the filter there.
    ///
    /// @param last    when its last message was written
    /// @param entries of the journal
    /// @param chain   whether each of them is what its hash says
    public record Summary(CaseId id, String title, Instant opened, Optional<Instant> closed, int messages,
            List<String> contacts, Optional<Instant> last, int entries, Chain chain) {
        public Summary {
            contacts = List.copyOf(contacts);
        }
    }

    /// Of the journal's entries in it.
    public enum Chain {
        HOLDS, BROKEN
    }

    public CaseId id() {
        return id;
    }

    public Summary summary() {
        return summary;
    }

    /// SHA-512 of the payload's manifest, as [CaseBag.Written#payload].
    public String payload() {
        return manifest;
    }

    /// Where the journal stood when it was written: the line of its head.
    public String head() {
        return head;
    }

    /// The journal's entries of then.
    public List<ChainedEntry> journal() {
        return journal;
    }

    JsonMap root() {
        return root;
    }

    /// SHA-512 by path.
    Map<String, String> files() {
        return payload;
    }

    private static String name(JsonMap contact) {
        try {
            return contact.text("name");
        } catch (BadBag e) {
            return "";
        }
    }
}
