package guichet.inbox.signal;

import guichet.inbox.AccountId;

/// How far a spool has been taken in. Stored with what was read up to there, in the same transaction, so that nothing is taken twice or left out.
///
/// @param spool    names one spool of this account for good: another one never gets the same name
/// @param position in bytes, after the last line that was taken
public record SpoolMark(AccountId account, String spool, long position) {
}
