package guichet.inbox.accounts;

import java.time.Instant;

/// A message that is known to lie on a server and was not taken: too large, or listed and not handed over. It is tried again, and
/// its account says so until then.
///
/// @param size as the server says, in bytes
/// @param why  a fixed word
public record HeldBack(String folder, long uidValidity, long uid, long size, String why, Instant since) {
}
