/// Components of the text UI. Each holds what it shows and what the person did in it, draws itself on a canvas, and takes
/// keys. UI thread only.
@NullMarked
package guichet.tui.screen.widget;

import org.jspecify.annotations.NullMarked;
