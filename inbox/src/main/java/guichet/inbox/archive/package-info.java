/// The archive of a case: a BagIt bag that others can read and from which the case can be revived (docs/archive-engine.md). One format:
/// exported to an archive engine, sealed for the person concerned, or put aside, it is the same bag, written by [CaseBag] and read by
/// [BagReader] and [Revival].
@NullMarked
package guichet.inbox.archive;

import org.jspecify.annotations.NullMarked;
