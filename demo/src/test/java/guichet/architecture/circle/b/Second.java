package guichet.architecture.circle.b;

public final class Second {
    public Second() {
    }

    Object forbidden() {
        return guichet.architecture.circle.a.First.class;
    }
}
