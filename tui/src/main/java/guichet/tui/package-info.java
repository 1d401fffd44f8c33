/// Wires everything.
@NullMarked
package guichet.tui;

import org.jspecify.annotations.NullMarked;
