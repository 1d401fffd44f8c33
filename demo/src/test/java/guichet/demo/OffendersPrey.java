package guichet.demo;

/// Stands for the demo where an offender uses it.
public final class OffendersPrey {
    public OffendersPrey() {
    }
}
