package guichet.inbox.mime;

import java.time.Duration;

/// How much of a stranger's message is looked at. Beyond any of these the message is kept raw and shown as malformed or
/// truncated.
///
/// @param depth          nested multiparts; what lies deeper is one attachment
/// @param parts          in all
/// @param headers        in one part
/// @param headerBytes    of one header
/// @param lineBytes      of one line of a header
/// @param plaintextBytes after decryption and decompression
/// @param bodyChars      of the text that is shown; what is longer is cut, and attached whole
/// @param time           for one message, decryption included
public record ReadLimits(int depth, int parts, int headers, int headerBytes, int lineBytes, long plaintextBytes,
        int bodyChars, Duration time) {

    public static final ReadLimits DEFAULT = new ReadLimits(30, 1_000, 1_000, 200_000, 100_000, 64L << 20, 1_000_000,
            Duration.ofSeconds(4));
}
