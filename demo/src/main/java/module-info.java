/// Embedded servers and correspondents for `guichet demo`. Above everything; nothing depends on it.
module guichet.demo {
    requires guichet.tui;
    requires guichet.demo.signal;
    requires greenmail;
    requires jakarta.mail;
    // GreenMail has no descriptor of its own that would ask for it.
    requires org.slf4j;

    provides guichet.tui.command.ExtraCommand with guichet.demo.DemoCommand;
}
