/// An opened vault with everything that works on it: where the modules below are wired together, once, for the commands and the text
/// UI alike.
@NullMarked
package guichet.tui.workspace;

import org.jspecify.annotations.NullMarked;
