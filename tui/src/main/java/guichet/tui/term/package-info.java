/// The machine's terminal and process, by native calls: what Java itself can't ask of them. Linux with glibc.
@NullMarked
package guichet.tui.term;

import org.jspecify.annotations.NullMarked;
