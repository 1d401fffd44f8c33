package guichet.inbox.endings;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.endings.ServerMail.Fate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One line of the register of destructions: what was destroyed, when and by whom, without a word of what it said.
///
/// @param erased when nothing was left here; empty while it goes on
/// @param reason where there was no sealed archive, or somebody gave one
/// @param counts how many of what
/// @param mails  what became of the mails on servers
/// @param entry  the journal's, with its hash; empty while it goes on
public record Destruction(long id, CaseId caseId, Instant opened, Optional<Instant> closed, Stage stage, Instant begun,
        Optional<Instant> erased, String person, Optional<String> reason, Map<What, Integer> counts,
        Map<Fate, Integer> mails, Optional<Entry> entry) {

    public Destruction {
        counts = Map.copyOf(counts);
        mails = Map.copyOf(mails);
    }

    /// The journal's entry about it.
    ///
    /// @param hash 64 hexadecimal digits; with `n` a head of the journal
    public record Entry(long n, String hash) {
    }

    /// What is counted. Names are stored: never rename one.
    public enum What {
        MAILS, SIGNALS, CHATS, NOTES, CONTACTS_IN_CLEAR, ATTACHMENTS, DRAFTS, SENT, PEOPLE, KEYS, JOURNAL_ENTRIES, ARCHIVES;

        /// What a message of that channel is counted as.
        static What of(Channel channel) {
            return switch (channel) {
                case MAIL -> MAILS;
                case SIGNAL -> SIGNALS;
                case CHAT -> CHATS;
                case NOTE -> NOTES;
                case CONTACT -> CONTACTS_IN_CLEAR;
            };
        }
    }

    /// Whether nothing of it is left in the vault.
    public boolean isErased() {
        return erased.isPresent();
    }

    /// How many mails still lie on a server, or may.
    public int leftOnServers() {
        Map<Fate, Integer> left = new EnumMap<>(Fate.class);
        left.putAll(mails);
        left.remove(Fate.GONE);
        return left.values().stream().mapToInt(Integer::intValue).sum();
    }
}
