package guichet.tui.offender;

final class UsesTheDemo {
    Class<?> forbidden() {
        return guichet.demo.OffendersPrey.class;
    }
}
