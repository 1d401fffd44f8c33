package guichet.transports.mail;

/// How much is fetched at a time.
///
/// @param messageBytes a larger message is held back and told; one that is larger than [#HELD] goes into the vault piece by piece
/// @param batchBytes   of one commit, about
/// @param batchCount   messages of one commit
public record FetchLimits(int messageBytes, int batchBytes, int batchCount) {
    public static final FetchLimits DEFAULT = new FetchLimits(512 << 20, 8 << 20, 200);
    /// The largest message that is in memory as a whole.
    static final int HELD = guichet.inbox.cases.LongContents.HELD;
}
