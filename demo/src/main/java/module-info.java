/// Embedded servers and correspondents for `guichet demo`. Above everything; nothing depends on it.
module guichet.demo {
    requires guichet.tui;
}
