package guichet.inbox.offender;

final class DrawsOnTheScreen {
    Object forbidden() {
        return new com.googlecode.lanterna.TerminalSize(80, 24);
    }
}
