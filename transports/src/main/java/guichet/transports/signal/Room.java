package guichet.transports.signal;

/// How much room in memory signal-cli needs. It does not notice when its output can't be written, so it must never come to that.
///
/// @param toStart   bytes that must be free before it is started
/// @param toGoOn    it is stopped where less than this is free
public record Room(long toStart, long toGoOn) {
    public static final Room DEFAULT = new Room(48L << 20, 24L << 20);
}
