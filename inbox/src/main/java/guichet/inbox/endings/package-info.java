/// How cases end: held, archived, destroyed.
///
/// A destruction is a row that says how far it has come. Each step is a transaction and may be repeated, so that whoever opens the vault after a
/// kill goes on where it stopped: a case is there or on its way out, never half of it for good.
@NullMarked
package guichet.inbox.endings;

import org.jspecify.annotations.NullMarked;
