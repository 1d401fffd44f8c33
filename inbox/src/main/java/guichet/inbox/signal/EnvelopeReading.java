package guichet.inbox.signal;

/// What intake needs of [EnvelopeReader]; tests put an older or a newer one in its place.
interface EnvelopeReading {
    int version();

    Envelope read(byte[] rawParams);
}
