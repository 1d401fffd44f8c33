package guichet.inbox.journal;

import java.util.Locale;

/// What an entry is about. Names are stored: never rename one.
public enum JournalKind {
    VAULT_CREATED, UNLOCKED, PERSON_ADDED, PERSON_REMOVED, PASSPHRASE_CHANGED, RECOVERY_KEY_MADE, REKEYED, SETTING_CHANGED, ACCOUNT_ADDED, ACCOUNT_REMOVED, KEY_GENERATED, KEY_IMPORTED, KEY_EXPORTED, KEY_ACCEPTED, KEY_VERIFIED, KEY_DISTRUSTED, KEY_KEPT, KEY_CHANGED, KEY_EXTENDED, KEY_REVOKED, CASE_OPENED, CASE_ASSIGNED, CASE_CLOSED, CASE_REOPENED, CASE_CONTACT_ADDED, CASE_CONTACT_REMOVED, NOTE_WRITTEN, MESSAGE_FILED, MESSAGE_UNFILED, SIGNAL_ACCEPTED, SIGNAL_VERIFIED, SIGNAL_DISTRUSTED, SIGNAL_LINKED, SIGNAL_UNLINKED, SIGNAL_GROUP_LINKED, SIGNAL_GROUP_UNLINKED,
    /** Who has a place in the internal chat: a seat of ours; a colleague pinned, dismissed, pinned anew by another key, kept though another key turned up. */
    CHAT_SEAT_ADDED, CHAT_STAFF_ADMITTED, CHAT_STAFF_DISMISSED, CHAT_KEY_REPLACED, CHAT_KEY_KEPT,
    /** What was done to a room, here or by a colleague. */
    CHAT_ROOM_MADE, CHAT_ROOM_RENAMED, CHAT_MEMBER_ADDED, CHAT_MEMBER_REMOVED, CHAT_ROOM_LEFT, CHAT_ROOM_ASSIGNED,
    /** A message that claimed to be a colleague's was not believed; the detail says why. */
    CHAT_SET_ASIDE,
    /** Another key than the pinned one turned up for a colleague. */
    CHAT_KEY_CHANGED,
    /** Nothing leaves into a room any more; it goes on. */
    CHAT_STOPPED, CHAT_GOES_ON,
    /** A person has seen who reads a group, and lets them all read what is written there. */
    SIGNAL_GROUP_LOOKED_AT,
    /** What was a mail's draft became one for Signal. */
    MOVED_TO_SIGNAL,
    /** A domain was asked for an address's key: it knows now that somebody asked. */
    KEY_LOOKED_UP,
    /** From now on everybody signs with this key as this address, or nobody does any more. */
    KEY_SHARED, KEY_UNSHARED,
    /** Another safety number turned up than the one that was looked at. */
    SIGNAL_CHANGED,
    /** A person put a hold on a case, with the reason; and took it away. */
    CASE_HELD, CASE_RELEASED,
    /** A case was destroyed; what was said of it before is erased here. */
    CASE_DESTROYED,
    /** A case's content left the workspace; somebody read it again; it came back. */
    CASE_ARCHIVED, ARCHIVE_READ, CASE_UNARCHIVED,
    /** A person pinned the key of a service whose mail has a view of its own; and took that away. */
    MACHINE_PINNED, MACHINE_REMOVED,
    /** How long cases are kept; what was erased as its time was over. */
    RETENTION_RULE_SET, PAYLOADS_ERASED,
    /** What was decided about a person's own request, to see what concerns them or to have it erased. */
    PERSON_REQUEST, BACKUP_MADE, BACKUP_DELETED, BACKUP_RESTORED,
    /** Its author deleted a message for everyone; the detail says whether it was kept or erased. */
    MESSAGE_DELETED_BY_SENDER,
    /** A timer ran out, and the message was erased. */
    MESSAGE_EXPIRED,
    /** A person decided that a message leaves in the clear. */
    EXPOSURE,
    /** What became of it: each attempt and the final outcome. */
    EXPOSURE_ATTEMPT, EXPOSURE_OUTCOME,
    /** A contact in the clear that happened elsewhere. */
    CONTACT_IN_CLEAR,
    /** Content was written outside the vault. */
    ATTACHMENT_WRITTEN,
    /** A case was written as a bag for the archive engine; in the clear it is an [#EXPOSURE] besides. */
    CASE_EXPORTED,
    /** It was asked whether having the sealed archive can endanger them; the detail says what was answered. */
    SEAL_ASKED,
    /** A case was sealed for the person concerned to keep. */
    CASE_SEALED,
    /** They have it. */
    SEAL_DELIVERED,
    /** A case came back out of its archive. */
    CASE_RESTORED, ARCHIVE_KEY_MADE, ARCHIVE_KEY_EXPORTED, ENGINE_KEY_SET,
    /** An unknown one was repeated because a person asked for it. */
    SEND_REPEATED,
    /** A person said what became of an unknown one, and why they know; the detail says `left` or `not-left`. */
    SEND_SETTLED,
    /** What stands there is no entry of this program: it was altered, or written by a newer one. */
    UNREADABLE;

    /// Whether it counts as an exposure of content or of a person.
    public boolean isExposure() {
        return this == EXPOSURE || this == CONTACT_IN_CLEAR;
    }

    /// The contract's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
