package guichet.inbox.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of which long runs of base64 are left out, and where they were. Of a short message nothing is left out.
///
/// Only whole lines that consist of base64's letters are left out, from the middle of their run. No such line is a header field, an empty line or a delimiter, so the parts
/// of what is kept are those of the whole, whoever made it.
final class Sparse {
    /// Of a run that is longer, the rest is left out but for its last line; in bytes.
    private static final int RUN = 16 * 1024;
    private static final int MOST_KEPT = 16 << 20;
    private static final int LONGEST_LINE = 4 * 1024;

    private final byte[] kept;
    private final List<Gap> gaps;
    private final @Nullable Stretches source;
    /// Where in the source it begins.
    private final long from;
    private final boolean cut;

    private Sparse(byte[] kept, List<Gap> gaps, @Nullable Stretches source, long from, boolean cut) {
        this.kept = kept;
        this.gaps = List.copyOf(gaps);
        this.source = source;
        this.from = from;
        this.cut = cut;
    }

    /// So many bytes are missing before `at` of what is kept.
    private record Gap(int at, long length) {
    }

    static Sparse whole(byte[] raw) {
        return new Sparse(raw, List.of(), null, 0, false);
    }

    /// Reads it once, to its end.
    static Sparse of(MailSource source) throws IOException {
        try (InputStream in = source.open()) {
            return new Thinning(in).run(new Stretches(source));
        }
    }

    /// What is kept; not a copy.
    byte[] kept() {
        return kept;
    }

    /// Whether there was more than is kept, beside what was left out.
    boolean cut() {
        return cut;
    }

    boolean hasGap(Range range) {
        return gaps.stream().anyMatch(gap -> range.start() < gap.at() && gap.at() < range.end());
    }

    /// How long a range of what is kept really is.
    long length(Range range) {
        return real(range.end()) - real(range.start());
    }

    /// A range of what is kept, with what was left out of it.
    InputStream open(Range range) throws IOException {
        Stretches all = source;
        return all == null || !hasGap(range)
                ? new ByteArrayInputStream(kept, range.start(), range.length())
                : all.open(from + real(range.start()), length(range));
    }

    /// The part alone, as a source of its own.
    MailSource stretch(Range range) {
        Stretches all = source;
        return all == null
                ? () -> new ByteArrayInputStream(kept, range.start(), range.length())
                : () -> new Stretches(all::whole).open(from + real(range.start()), length(range));
    }

    /// The part alone.
    Sparse part(Range range) {
        List<Gap> inside = gaps.stream().filter(gap -> range.start() < gap.at() && gap.at() < range.end())
                .map(gap -> new Gap(gap.at() - range.start(), gap.length())).toList();
        return new Sparse(Arrays.copyOfRange(kept, range.start(), range.end()), inside, source,
                from + real(range.start()), false);
    }

    private long real(int keptOffset) {
        long missing = 0;
        for (Gap gap : gaps) {
            if (gap.at() < keptOffset) {
                missing += gap.length();
            }
        }
        return keptOffset + missing;
    }

    /// Goes through a message line by line and leaves out.
    private static final class Thinning {
        private final InputStream in;
        private final List<Gap> gaps = new ArrayList<>();
        private byte[] kept = new byte[64 * 1024];
        private int length;
        private final byte[] some = new byte[64 * 1024];
        private int at;
        private int read;
        private final byte[] line = new byte[LONGEST_LINE];
        private int lineLength;
        private int run;
        private final byte[] held = new byte[LONGEST_LINE];
        private int heldLength;
        private long gap;
        private boolean cut;

        Thinning(InputStream in) {
            this.in = in;
        }

        Sparse run(Stretches source) throws IOException {
            while (!cut && nextLine()) {
                if (!isBase64()) {
                    endRun();
                    keep(line, lineLength);
                } else if (run < RUN) {
                    run += lineLength;
                    keep(line, lineLength);
                } else {
                    gap += heldLength;
                    System.arraycopy(line, 0, held, 0, lineLength);
                    heldLength = lineLength;
                }
            }
            endRun();
            return new Sparse(Arrays.copyOf(kept, length), gaps, source, 0, cut);
        }

        /// The last line of a run is kept: the line end before a delimiter isn't the part's.
        private void endRun() {
            if (gap > 0) {
                gaps.add(new Gap(length, gap));
            }
            keep(held, heldLength);
            run = 0;
            gap = 0;
            heldLength = 0;
        }

        private void keep(byte[] bytes, int count) {
            if (length + count > MOST_KEPT) {
                cut = true;
                return;
            }
            if (length + count > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, Math.max(2 * kept.length, length + count)));
            }
            System.arraycopy(bytes, 0, kept, length, count);
            length += count;
        }

        /// With its end. A line that is too long comes in pieces, which are no base64 for us.
        private boolean nextLine() throws IOException {
            lineLength = 0;
            while (lineLength < line.length) {
                if (at == read) {
                    read = in.read(some);
                    at = 0;
                    if (read < 0) {
                        read = 0;
                        return lineLength > 0;
                    }
                }
                byte next = some[at++];
                line[lineLength++] = next;
                if (next == '\n') {
                    return true;
                }
            }
            return true;
        }

        private boolean isBase64() {
            int end = lineLength;
            if (end == 0 || line[end - 1] != '\n') {
                return false;
            }
            end--;
            if (end > 0 && line[end - 1] == '\r') {
                end--;
            }
            for (int i = 0; i < end; i++) {
                byte c = line[i];
                boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                        || c == '+' || c == '/' || c == '=';
                if (!letter) {
                    return false;
                }
            }
            return end > 0;
        }
    }
}
