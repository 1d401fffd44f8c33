package guichet.transports.mail;

/// How much is fetched at a time.
///
/// @param messageBytes a larger message is held back and told
/// @param batchBytes   of one commit, about
/// @param batchCount   messages of one commit
public record FetchLimits(int messageBytes, int batchBytes, int batchCount) {
    public static final FetchLimits DEFAULT = new FetchLimits(60 << 20, 8 << 20, 200);
}
