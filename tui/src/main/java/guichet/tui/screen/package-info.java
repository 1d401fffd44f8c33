/// The text UI.
@NullMarked
package guichet.tui.screen;

import org.jspecify.annotations.NullMarked;
