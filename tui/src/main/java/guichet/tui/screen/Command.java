package guichet.tui.screen;

/// Something that a person can do, with the key that does it: the palette, the help and the keyboard all read this.
///
/// @param key  as it is typed (`r`) or `Ctrl-L`
/// @param text the key of its name among the texts
record Command(String key, String text, Runnable act) {
}
