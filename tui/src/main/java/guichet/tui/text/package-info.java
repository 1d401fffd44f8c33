/// Text as a person sees it. [Printable] is the only form in which text of strangers may reach a terminal; [Texts] holds
/// everything that the program itself says, in French and English.
@NullMarked
package guichet.tui.text;

import org.jspecify.annotations.NullMarked;
