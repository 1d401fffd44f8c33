package guichet.inbox.endings;

import guichet.inbox.AccountId;
import java.util.Set;

/// Takes mails off the server that they were fetched from. Implemented by the transports.
@FunctionalInterface
public interface ServerMail {
    /// Deletes these mails of one folder, and no others; never asks for them again by anything but their UIDs.
    Fate expunge(AccountId account, String folder, long uidValidity, Set<Long> uids);

    /// What became of a mail on its server. Names are stored: never rename one.
    enum Fate {
        /** Not tried yet. */
        PLANNED,
        /** The server has it no more. */
        GONE,
        /** The server, or the account's password for it, did not serve: to be tried again. */
        UNREACHABLE,
        /** The server can only delete everything that anybody has marked for it (no UIDPLUS): nothing was touched. */
        CANNOT,
        /** The folder was numbered anew, or is gone: which mails they were is not known any more. */
        RENUMBERED,
        /** The account was removed here. */
        NO_ACCOUNT;

        /// Whether another try may do better.
        boolean isOpen() {
            return this == PLANNED || this == UNREACHABLE;
        }
    }
}
