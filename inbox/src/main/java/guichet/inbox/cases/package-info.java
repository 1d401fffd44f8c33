/// Cases and messages as they are kept: the tables, the lists, the search.
@NullMarked
package guichet.inbox.cases;

import org.jspecify.annotations.NullMarked;
