package guichet.architecture.circle.a;

public final class First {
    public First() {
    }

    Object forbidden() {
        return guichet.architecture.circle.b.Second.class;
    }
}
