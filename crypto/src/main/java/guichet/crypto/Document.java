package guichet.crypto;

/// What was signed, however long: handed over piece by piece, as often as it is asked for.
@FunctionalInterface
interface Document {
    void giveTo(Bytes.Consumer consumer);
}
