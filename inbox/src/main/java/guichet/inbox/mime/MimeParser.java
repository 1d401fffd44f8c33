package guichet.inbox.mime;

import guichet.inbox.mime.Budget.OverLimit;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stranger's bytes into parts (RFC 2046, section 5.1), within limits. Where a limit ends it early, what was whole until then
/// stands. A message within a message is one part and is not looked into.
///
/// Parts are ranges of the one array, so that a signed part's bytes are exactly those of the message. That, and limits that leave the
/// rest readable, is why this is no library's tokenizer: mime4j's takes a line that only begins with a boundary for that
/// boundary where its buffer happens to end there, and loses the header before one that is too long.
final class MimeParser {
    private static final int LONGEST_BOUNDARY = 200; // RFC 2046 says 70; a few programs exceed it
    private static final MediaType PLAIN_TEXT = MediaType.parse("text/plain");
    private static final MediaType MESSAGE = MediaType.parse("message/rfc822");

    private final Sparse message;
    private final byte[] raw;
    private final Budget budget;
    private Flaw flaw = Flaw.NONE;

    private MimeParser(Sparse message, Budget budget) {
        this.message = message;
        this.raw = message.kept();
        this.budget = budget;
    }

    /// Whether something is missing from what was parsed.
    enum Flaw {
        NONE,
        /** Its own syntax is broken. */
        MALFORMED,
        /** There is more than is looked at. */
        OVER_LIMIT
    }

    record Parsed(Entity root, Flaw flaw) {
    }

    static Parsed parse(byte[] raw, Budget budget) {
        return parse(Sparse.whole(raw), budget);
    }

    static Parsed parse(Sparse message, Budget budget) {
        MimeParser parser = new MimeParser(message, budget);
        if (message.cut()) {
            parser.flaw = Flaw.OVER_LIMIT;
        }
        Entity root;
        try {
            root = parser.entity(new Range(0, message.kept().length), 1, PLAIN_TEXT);
        } catch (OverLimit e) {
            root = new Entity.Leaf(Header.EMPTY, PLAIN_TEXT, message, new Range(0, 0), new Range(0, 0));
            parser.flaw = Flaw.OVER_LIMIT;
        }
        return new Parsed(root, parser.flaw);
    }

    private Entity entity(Range range, int depth, MediaType unnamed) throws OverLimit {
        budget.spendPart();
        budget.spendTime();
        HeaderReader reader = HeaderReader.read(raw, range, budget.limits());
        if (reader.overLimit()) {
            flaw = Flaw.OVER_LIMIT;
        }
        Header header = reader.header();
        Range body = reader.body();
        MediaType type = header.first("content-type").map(MediaType::parse).filter(named -> !named.value().isEmpty())
                .orElse(unnamed);
        if (!type.isMultipart()) {
            return new Entity.Leaf(header, type, message, range, body);
        }
        String boundary = type.parameter("boundary").orElse("").stripTrailing();
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            flaw = flaw == Flaw.NONE ? Flaw.MALFORMED : flaw;
            return new Entity.Leaf(header, type, message, range, body);
        }
        if (depth >= budget.limits().depth()) {
            flaw = Flaw.OVER_LIMIT;
            return new Entity.Leaf(header, type, message, range, body);
        }
        return new Entity.Multipart(header, type, message, range,
                children(body, boundary, depth, type.is("multipart/digest") ? MESSAGE : PLAIN_TEXT));
    }

    private List<Entity> children(Range body, String boundary, int depth, MediaType unnamed) {
        List<Entity> children = new ArrayList<>();
        try {
            Delimiters delimiters = new Delimiters(raw, body, boundary, budget);
            while (delimiters.nextPart()) {
                children.add(entity(delimiters.part(), depth + 1, unnamed));
            }
        } catch (OverLimit e) {
            flaw = Flaw.OVER_LIMIT;
        }
        return children;
    }
}
