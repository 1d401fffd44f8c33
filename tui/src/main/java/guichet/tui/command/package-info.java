/// The commands of the headless contract.
@NullMarked
package guichet.tui.command;

import org.jspecify.annotations.NullMarked;
