/// Where the program begins.
@NullMarked
package guichet.tui;

import org.jspecify.annotations.NullMarked;
