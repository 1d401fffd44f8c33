/// The append-only, hash-chained record of what people decided.
@NullMarked
package guichet.inbox.journal;

import org.jspecify.annotations.NullMarked;
