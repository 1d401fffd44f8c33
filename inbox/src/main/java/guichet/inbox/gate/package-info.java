/// The one way out: drafts, verdicts, what may leave, and the outbox.
@NullMarked
package guichet.inbox.gate;

import org.jspecify.annotations.NullMarked;
