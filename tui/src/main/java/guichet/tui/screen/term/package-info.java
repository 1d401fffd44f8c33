/// The terminal: what is on it ([guichet.tui.screen.term.Frame], drawn through a [guichet.tui.screen.term.Canvas] that takes
/// nothing but `Printable` text), how it gets there, and what the person types.
///
/// Lanterna switches the terminal's modes and decodes its keys. Frames are written by [guichet.tui.screen.term.AnsiPainter]:
/// whole rows of one style at a time, only where something changed, in one write a frame.
@NullMarked
package guichet.tui.screen.term;

import org.jspecify.annotations.NullMarked;
