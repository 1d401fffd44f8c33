package guichet.inbox.journal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many entries the journal has, and the hash that ties them all. Small enough to be written on paper.
public final class JournalHead {
    /// Of a journal without entries.
    public static final JournalHead EMPTY = new JournalHead(0, Chain.ORIGIN);

    private static final Pattern FORM = Pattern.compile("(?m)^guichet-journal-head ([0-9]{1,18}) ([0-9a-f]{64})\\s*$");

    private final long entries;
    private final byte[] hash;

    JournalHead(long entries, byte[] hash) {
        this.entries = entries;
        this.hash = hash.clone();
    }

    /// Reads what [#line()] wrote, on a line of its own anywhere in a text.
    public static Optional<JournalHead> parse(String text) {
        Matcher line = FORM.matcher(text);
        return line.find()
                ? Optional
                        .of(new JournalHead(Long.parseLong(line.group(1)), HexFormat.of().parseHex(line.group(2))))
                : Optional.empty();
    }

    public long entries() {
        return entries;
    }

    /// 32 bytes.
    public byte[] hash() {
        return hash.clone();
    }

    /// `guichet-journal-head NUMBER HASH`, the hash as 64 lower-case hexadecimal digits.
    public String line() {
        return "guichet-journal-head " + entries + " " + hex();
    }

    public String hex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalHead that && entries == that.entries && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return line();
    }
}
