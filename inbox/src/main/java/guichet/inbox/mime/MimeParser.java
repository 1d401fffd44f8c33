package guichet.inbox.mime;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/// Cuts a stranger's bytes into parts, within limits. Where a limit or the message's own damage ends it early, what was whole
/// until then stands. A message within a message is one part and is not looked into.
final class MimeParser {
    private final Budget budget;
    private final Deque<Open> open = new ArrayDeque<>();
    private Entity root = new Entity.Leaf(Header.EMPTY, MediaType.parse("text/plain"), new byte[0]);
    private Flaw flaw = Flaw.NONE;

    private MimeParser(Budget budget) {
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
        MimeParser parser = new MimeParser(budget);
        parser.run(raw);
        return new Parsed(parser.root, parser.flaw);
    }

    /// The bytes of a multipart's first part, header and all, exactly as they are in the message: what a signature covers
    /// (RFC 3156, section 5).
    static Optional<byte[]> firstPart(byte[] rawMultipart, Budget budget) {
        MimeTokenStream stream = new MimeTokenStream(config(budget.limits()));
        stream.setRecursionMode(RecursionMode.M_RAW);
        stream.parse(new TimedInput(rawMultipart, budget));
        try {
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (state == EntityState.T_RAW_ENTITY) {
                    return Optional.of(stream.getInputStream().readAllBytes());
                }
            }
            return Optional.empty();
        } catch (IOException | MimeException e) {
            return Optional.empty();
        }
    }

    private void run(byte[] raw) {
        MimeTokenStream stream = new MimeTokenStream(config(budget.limits()));
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new TimedInput(raw, budget));
        try {
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                take(state, stream);
            }
        } catch (Budget.OverLimit | MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
            flaw = Flaw.OVER_LIMIT;
        } catch (MimeException e) {
            flaw = e.getCause() instanceof MaxLineLimitException ? Flaw.OVER_LIMIT : Flaw.MALFORMED;
        } catch (IOException | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The unchecked ones are the tokenizer's, on bytes that it did not expect; a stranger's bytes are no bug of ours.
            flaw = Flaw.MALFORMED;
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    private void take(EntityState state, MimeTokenStream stream) throws IOException {
        switch (state) {
            case T_START_MESSAGE, T_START_BODYPART -> {
                budget.spendPart();
                open.push(new Open());
                if (open.size() > budget.limits().depth()) {
                    stream.setRecursionMode(RecursionMode.M_FLAT);
                }
            }
            case T_FIELD -> open.element().add(stream.getField());
            case T_START_MULTIPART -> open.element().startMultipart(stream.getBodyDescriptor());
            case T_BODY -> {
                BodyDescriptor descriptor = stream.getBodyDescriptor();
                if (descriptor.getMimeType().startsWith("multipart/")) {
                    flaw = Flaw.OVER_LIMIT; // too deep: one attachment, not looked into
                    open.element().body(descriptor, stream.getInputStream().readAllBytes());
                } else {
                    open.element().body(descriptor, stream.getDecodedInputStream().readAllBytes());
                }
            }
            case T_END_MESSAGE, T_END_BODYPART -> {
                close();
                stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            }
            case T_START_HEADER, T_END_HEADER, T_PREAMBLE, T_EPILOGUE, T_END_MULTIPART, T_RAW_ENTITY, T_END_OF_STREAM ->
                {
                }
        }
    }

    private void close() {
        Entity done = open.pop().finished();
        if (open.isEmpty()) {
            root = done;
        } else {
            open.element().children.add(done);
        }
    }

    private static MimeConfig config(ReadLimits limits) {
        return MimeConfig.custom().setMaxHeaderCount(limits.headers()).setMaxHeaderLen(limits.headerBytes())
                .setMaxLineLen(limits.lineBytes()).build();
    }

    /// A part that is being read.
    private static final class Open {
        private final List<Header.Field> fields = new ArrayList<>();
        private final List<Entity> children = new ArrayList<>();
        private boolean multipart;
        private String mimeType = "text/plain";
        private byte[] content = new byte[0];

        void add(Field field) {
            ByteSequence raw = field.getRaw();
            if (raw == null || !(field instanceof RawField rawField)) {
                return;
            }
            byte[] all = raw.toByteArray();
            int start = rawField.getDelimiterIdx() + 1;
            byte[] value = new byte[all.length - start];
            System.arraycopy(all, start, value, 0, value.length);
            fields.add(Header.Field.of(field.getName(), value));
        }

        void startMultipart(BodyDescriptor descriptor) {
            multipart = true;
            mimeType = descriptor.getMimeType();
        }

        void body(BodyDescriptor descriptor, byte[] bytes) {
            mimeType = descriptor.getMimeType();
            content = bytes;
        }

        Entity finished() {
            Header header = new Header(fields);
            MediaType type = MediaType.parse(header.first("content-type").orElse(mimeType)).withValue(mimeType);
            return multipart ? new Entity.Multipart(header, type, children) : new Entity.Leaf(header, type, content);
        }
    }

    /// Ends the reading when the time for this message is up.
    private static final class TimedInput extends FilterInputStream {
        private final Budget budget;

        TimedInput(byte[] raw, Budget budget) {
            super(new ByteArrayInputStream(raw));
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            budget.spendTime();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            budget.spendTime();
            return super.read(buffer, offset, length);
        }
    }
}
